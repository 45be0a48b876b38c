import { eventually } from '../../support/eventually';
import { useConsole, withBrowser } from '../../support/use-console';

/** In the page: whether its chart has a pixel that is not grey. */
const IS_DRAWN = `(() => {
  const canvas = document.querySelector('.chart canvas');
  const data = canvas?.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  for (let i = 0; i < data.length; i += 4) {
    const [red, green, blue, alpha] = data.subarray(i, i + 4);
    if (alpha > 0 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60) return true;
  }
  return false;
})()`;

withBrowser('each page of the console', () => {
  const console_ = useConsole();

  /** Its address, its heading, and a text that is there where the shop is shown. */
  const PAGES: [path: string, heading: string, text: string | RegExp][] = [
    ['overview', 'Overview', /All \d+ checks are well/],
    ['stock', 'Stock', 'BAG-BLK-14L'],
    ['stock/TEE-BLK-M', 'TEE-BLK-M', 'flash sale'],
    ['stock/files/import', 'Import stock', 'or a file that was exported'],
    ['reservations', 'Reservations', 'till-'],
    ['reservations/till-3', 'till-3 active', 'carla'],
    ['waits', 'Waits', 'JACKET-BLK-M'],
    ['waits/wait-lena', 'wait-lena waiting', 'Place in line'],
    ['campaigns', 'Campaigns', 'winter-drop'],
    ['campaigns/winter-drop', 'winter-drop open', 'Units of an owner'],
    ['orders', 'Orders', 'order-1072'],
    ['orders/order-1006', 'order-1006 fulfilled', 'too small'],
    ['ledger', 'Ledger', 'wallet-ann'],
    ['ledger/accounts/wallet-ann', 'wallet-ann active', 'top-up'],
    ['ledger/accounts/%40world', '@world active', 'wallet-'],
    ['ledger/transfers/deposit-deniz', 'deposit-deniz pending', '$25.00'],
    ['ledger/audit', 'Audit', 'Do the books balance?'],
    ['workflow', 'Workflow', 'returns-1'],
    ['workflow/definitions/returns', 'returns', 'Version 1'],
    ['workflow/instances/returns-5', 'returns-5 sent back', 'inspected → repaired'],
    ['journal', 'Journal', /^instance\./],
    ['webhooks', 'Webhooks', 'receiver.invalid'],
    ['webhooks/receiver', 'receiver active', 'a receiver that is away'],
  ];

  it.each(PAGES)(
    '%s shows what there is, is the same after a reload, and bars nobody',
    async (path, heading, text) => {
      await console_.goto(`${path}?store=main`);
      const { page } = console_;
      const title = page.getByRole('heading', { level: 1, name: heading, exact: true });
      const shown = page.getByRole('main').getByText(text).first();
      await title.waitFor();
      await shown.waitFor();
      const address = page.url();
      await page.reload();
      await title.waitFor();
      await shown.waitFor();
      expect(page.url()).toBe(address);
      expect(await console_.barriers()).toEqual([]);
    },
  );

  it('draws the stock of a SKU that has moved once', async () => {
    const received = { setTo: 5, reason: 'received' };
    const { status } = await console_.send('POST', 'main/inventory/items/MOVED-ONCE/adjustments', received);
    expect(status).toBe(201);
    await console_.goto('stock/MOVED-ONCE?store=main');
    await eventually(async () => expect(await console_.page.evaluate(IS_DRAWN)).toBe(true));
  });

  it.each(['overview', 'stock/files/import', 'stock/TEE-BLK-M', 'orders/order-1006', 'journal'])(
    '%s bars nobody in the dark',
    async (path) => {
      await console_.goto(`${path}?store=main`);
      await console_.button('Dark').click();
      await console_.page.getByRole('heading', { level: 1 }).waitFor();
      expect(await console_.page.locator('html').getAttribute('data-theme')).toBe('dark');
      expect(await console_.barriers()).toEqual([]);
      await console_.button('Light').click();
    },
  );

  it.each(PAGES)('%s needs no scrolling sideways on a phone', async (path, heading) => {
    await console_.page.setViewportSize({ width: 390, height: 800 });
    await console_.goto(`${path}?store=main`);
    await console_.page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
    expect(await console_.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await console_.page.setViewportSize({ width: 1280, height: 900 });
  });

  it('is reached by the navigation, and by the keyboard', async () => {
    const { page } = console_;
    await page.goto(console_.service.url);
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await page.getByRole('link', { name: 'Stock', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Stock' }).waitFor();
    expect(page.url()).toContain('/console/stock?store=main');
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('order-1003');
    await page.getByRole('link', { name: 'order-1003' }).click();
    await page.getByRole('heading', { level: 1, name: /order-1003/ }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
  });

  it('finds a SKU as one types, and keeps the search in the address', async () => {
    await console_.goto('stock?store=main');
    await console_.page.getByLabel('SKU begins with').pressSequentially('HOODIE-GRN-X');
    await console_.page.getByRole('link', { name: 'HOODIE-GRN-XXL' }).waitFor();
    await console_.page.getByRole('link', { name: 'BAG-BLK-14L' }).waitFor({ state: 'detached' });
    await console_.page.reload();
    expect(await console_.page.getByLabel('SKU begins with').inputValue()).toBe('HOODIE-GRN-X');
  });

  it('shows each rolling limit of an account beside its use', async () => {
    const rolling = [
      { hours: 6, count: 9 },
      { hours: 24, amount: 5_000, count: 100 },
    ];
    await console_.send('PUT', 'main/ledger/accounts/limited', { overdraft: 1_000, limits: { rolling } });
    await console_.send('POST', 'main/ledger/transfers', { from: 'limited', to: 'wallet-ann', amount: 250 });
    await console_.goto('ledger/accounts/limited?store=main');
    const facts = console_.page.getByRole('region', { name: 'Account' });
    await facts.getByText('Used within 24 h').waitFor();
    const text = (await facts.innerText()).replaceAll(/\s+/g, ' ');
    expect(text).toContain('Limit of 6 h 9 transfers Used within 6 h 1 transfer');
    expect(text).toContain('Limit of 24 h $50.00, 100 transfers Used within 24 h $2.50, 1 transfer');
    expect(await console_.barriers()).toEqual([]);
  });

  it('shows on the page of a SKU who waits for it, in order, and the campaigns that it is in', async () => {
    const { page } = console_;
    await console_.goto('stock/JACKET-BLK-M?store=main');
    const waits = page.getByRole('region', { name: 'Waits', exact: true });
    await waits.getByRole('link', { name: 'wait-lena' }).waitFor();
    const places = await waits.locator('tbody td:first-child').allInnerTexts();
    expect(places.length).toBeGreaterThan(1);
    expect(places).toEqual(places.map((_, i) => String(i + 1)));
    expect(await console_.barriers()).toEqual([]);
    await waits.getByRole('link', { name: 'wait-lena' }).click();
    await page.getByRole('heading', { level: 1, name: 'wait-lena waiting' }).waitFor();

    await console_.goto('campaigns/winter-drop?store=main');
    await page.getByRole('region', { name: 'Campaign' }).locator('.item a').first().click();
    const campaigns = page.getByRole('region', { name: 'Campaigns', exact: true });
    await campaigns.getByRole('link', { name: 'winter-drop' }).waitFor();
    expect(await console_.barriers()).toEqual([]);
    await campaigns.getByRole('link', { name: 'winter-drop' }).click();
    await page.getByRole('heading', { level: 1, name: 'winter-drop open' }).waitFor();
  });

  it('has no table on the overview that scrolls sideways where the window is 1300 pixels wide', async () => {
    const { page } = console_;
    await page.setViewportSize({ width: 1300, height: 900 });
    await console_.goto('overview?store=main');
    await page.getByRole('region', { name: 'Sweepers of all stores' }).waitFor();
    const wider = `[...document.querySelectorAll('.table')].filter((one) => one.scrollWidth > one.clientWidth).length`;
    expect(await page.evaluate(wider)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('says what to do where there is nothing', async () => {
    await console_.send('PUT', 'empty', { currency: 'JPY' });
    for (const path of ['stock', 'reservations', 'waits', 'campaigns', 'orders', 'webhooks']) {
      await console_.goto(`${path}?store=empty`);
      await console_.page.locator('.empty').first().waitFor();
      expect(await console_.barriers()).toEqual([]);
    }
  });

  it('has loaded nothing from elsewhere, and met no error', () => {
    expect(console_.faults).toEqual([]);
  });
});

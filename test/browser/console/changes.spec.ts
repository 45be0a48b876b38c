import { Locator } from 'playwright-core';
import { useConsole, withBrowser } from '../../support/use-console';

withBrowser('a change in the console', () => {
  const console_ = useConsole();
  const dialog = (): Locator => console_.page.getByRole('dialog');
  const read = async (path: string): Promise<Record<string, unknown>> =>
    (await (await fetch(`${console_.service.url}/v1/stores/main${path}`)).json()) as Record<string, unknown>;

  /** Opens the page, presses the button, fills the fields by their labels, and goes through with it. */
  async function change(
    path: string,
    button: string,
    fields: Record<string, string>,
    verb: string,
  ): Promise<void> {
    await console_.goto(`${path}?store=main`);
    await console_.button(button).first().click();
    for (const [label, value] of Object.entries(fields)) {
      const field = dialog().getByLabel(label, { exact: true });
      await field.waitFor();
      const isChoice = (await field.and(console_.page.locator('select')).count()) === 1;
      await (isChoice ? field.selectOption(value) : field.fill(value));
    }
    await console_.confirm(verb);
  }

  it('adjusts stock, after it has shown the dry run', async () => {
    const { onHand } = await read('/inventory/items/MUG-RED-ONE');
    await console_.goto('stock/MUG-RED-ONE?store=main');
    await console_.button('Adjust').click();
    await dialog().getByLabel('Units', { exact: true }).fill('-2');
    await dialog().getByLabel('Reason').selectOption('damaged');
    await console_.button('See what it does').click();
    const row = dialog().getByRole('row', { name: /On hand/ });
    expect(await row.innerText()).toContain(String((onHand as number) - 2));
    expect(await read('/inventory/items/MUG-RED-ONE')).toMatchObject({ onHand });
    await dialog().getByRole('button', { name: 'Adjust', exact: true }).click();
    await console_.page.getByRole('status').getByText('Adjust MUG-RED-ONE: done.').waitFor();
    expect(await read('/inventory/items/MUG-RED-ONE')).toMatchObject({ onHand: (onHand as number) - 2 });
  });

  it('receives a SKU, keeps units for safety and sets a price', async () => {
    await change('stock', 'Receive a SKU', { SKU: 'NEW-1', Units: '12' }, 'Receive');
    await change('stock/NEW-1', 'Safety stock', { 'Units that are not for sale': '2' }, 'Keep');
    await change('stock/NEW-1', 'Set price', { 'A unit costs': '19.99' }, 'Set the price');
    expect(await read('/inventory/items/NEW-1')).toMatchObject({ onHand: 12, available: 10 });
    expect(await read('/prices/NEW-1')).toMatchObject({ unitPrice: 1999 });
  });

  it('extends, sells and cancels a reservation', async () => {
    const { expiresAt } = await read('/inventory/reservations/till-4');
    await change('reservations/till-4', 'Extend', { 'Minutes from now': '43200' }, 'Extend');
    expect((await read('/inventory/reservations/till-4')).expiresAt).not.toBe(expiresAt);
    await change('reservations/till-4', 'Sell the units', {}, 'Sell the units');
    await change('reservations/till-10', 'Cancel', {}, 'Cancel it');
    expect(await read('/inventory/reservations/till-4')).toMatchObject({ state: 'committed' });
    expect(await read('/inventory/reservations/till-10')).toMatchObject({ state: 'cancelled' });
  });

  it('fulfils an order, takes units back and refunds', async () => {
    await change('orders/order-1001', 'Fulfil', { Reference: 'DHL 1' }, 'Fulfil');
    expect(await read('/orders/order-1001')).toMatchObject({ state: 'fulfilled' });
    await change('orders/order-1001', 'Take back', { Reason: 'too big' }, 'Take back');
    await change('orders/order-1001', 'Refund', { Amount: '1.25' }, 'Refund');
    const { returns, refunds } = await read('/orders/order-1001');
    expect(returns).toMatchObject([{ reason: 'too big' }]);
    expect(refunds).toMatchObject([{ amount: 125 }]);
  });

  it('cancels what is open of an order, and captures an authorised one', async () => {
    await change('orders/order-1009', 'Cancel', { Reason: 'sold out' }, 'Cancel the units');
    await change('orders/order-1024', 'Capture', {}, 'Take the money');
    expect(await read('/orders/order-1009')).toMatchObject({ state: 'cancelled' });
    expect(await read('/orders/order-1024')).toMatchObject({ state: 'placed' });
  });

  it('opens an account, moves money into it, freezes and unfreezes it', async () => {
    await change('ledger', 'Open an account', { Account: 'till' }, 'Open it');
    await change(
      'ledger',
      'Transfer',
      { From: '@world', To: 'till', Amount: '90000000000000.01' },
      'Transfer',
    );
    expect(await read('/ledger/accounts/till')).toMatchObject({ balance: 9_000_000_000_000_001 });
    await console_.goto('ledger/accounts/till?store=main');
    await console_.page.getByText('$90,000,000,000,000.01').first().waitFor();
    await change('ledger/accounts/till', 'Freeze', {}, 'Freeze');
    await change('ledger/accounts/till', 'Unfreeze', {}, 'Unfreeze');
    expect(await read('/ledger/accounts/till')).toMatchObject({ state: 'active' });
  });

  it('shows minor units as ISO 4217 has them, where the browser would print none', async () => {
    const { status } = await console_.send('PUT', 'main/ledger/accounts/kassza', { asset: 'HUF' });
    expect(status).toBe(201);
    await console_.goto('ledger/accounts/kassza?store=main');
    await console_.page.getByText('HUF\u00a00.00').first().waitFor();
  });

  it('posts, voids and reverses a transfer', async () => {
    await change('ledger/transfers/deposit-deniz', 'Post', { Amount: '10.00' }, 'Post');
    await change('ledger/transfers/deposit-elif', 'Void', {}, 'Void');
    await change('ledger/transfers/gift-carla', 'Reverse', { Amount: '1.00' }, 'Reverse');
    expect(await read('/ledger/transfers/deposit-deniz')).toMatchObject({
      state: 'posted',
      postedAmount: 1000,
    });
    expect(await read('/ledger/transfers/deposit-elif')).toMatchObject({ state: 'voided' });
    expect(await read('/ledger/transfers/gift-carla')).toMatchObject({ reversedAmount: 100 });
  });

  it('audits the books', async () => {
    await console_.goto('ledger/audit?store=main');
    await console_.button('Audit the books').click();
    await console_.page.getByRole('heading', { name: /The books balance/ }).waitFor();
  });

  it('starts an instance and moves it', async () => {
    await change('workflow', 'Start an instance', { Definition: 'approval', Id: 'a-1' }, 'Start it');
    await change('workflow/instances/a-1', 'approved', { Note: 'fine' }, 'Move to approved');
    expect(await read('/workflow/instances/a-1')).toMatchObject({ state: 'approved' });
  });

  it('makes, changes and deletes a campaign, after it has shown what that is', async () => {
    const made = { Name: 'spring', SKUs: 'CAP-BLK-ONE, CAP-NVY-ONE', 'Units per owner': '2' };
    await change('campaigns', 'Make a campaign', made, 'Make it');
    await console_.page.getByRole('heading', { level: 1, name: 'spring open' }).waitFor();
    await change('campaigns/spring', 'Change', { 'Units in all': '50' }, 'Change it');
    expect(await read('/campaigns/spring')).toMatchObject({ perOwner: 2, total: 50 });
    await console_.goto('campaigns/winter-drop?store=main&owner=ann');
    await console_.page.getByText('Had by ann').waitFor();
    await change('campaigns/spring', 'Delete', {}, 'Delete it');
    expect(await read('/campaigns/spring')).toMatchObject({ status: 404 });
  });

  it('waits for units, and cancels a wait', async () => {
    const wanted = { SKU: 'JACKET-BLK-M', Owner: 'vera', Units: '2' };
    await change('waits', 'Wait for units', wanted, 'Wait');
    await console_.page.getByRole('heading', { level: 1, name: /waiting$/ }).waitFor();
    await console_.goto('waits?store=main&owner=vera');
    await console_.page.getByRole('button', { name: /^Cancel / }).click();
    await console_.confirm('Cancel it');
    const { items } = await read('/inventory/waits?ownerId=vera');
    expect(items).toMatchObject([{ state: 'cancelled', sku: 'JACKET-BLK-M', quantity: 2 }]);
  });

  it('adds a webhook and shows its secret once, changes, rotates and deletes it', async () => {
    await change('webhooks', 'Add a webhook', { Name: 'erp', Address: 'https://erp.invalid/in' }, 'Add it');
    await console_.page.getByText(/^whsec_/).waitFor();
    await change('webhooks/erp', 'Change', { Effects: 'order.placed' }, 'Change it');
    await change('webhooks/erp', 'New secret', {}, 'Make it');
    await console_.page.getByText(/^whsec_/).waitFor();
    expect(await read('/webhooks/erp')).toMatchObject({ types: ['order.placed'] });
    await change('webhooks/erp', 'Delete', {}, 'Delete it');
    expect(await read('/webhooks/erp')).toMatchObject({ status: 404 });
  });

  it('is in the journal at once, linked to what it touched', async () => {
    await console_.goto('journal?store=main&q=HEARD-1');
    await console_.page.getByText('No effect matches here').waitFor();
    await console_.send('POST', 'main/inventory/items/HEARD-1/adjustments', { delta: 1, reason: 'received' });
    await console_.page.getByRole('link', { name: 'HEARD-1' }).click();
    await console_.page.getByRole('heading', { level: 1, name: 'HEARD-1' }).waitFor();
  });

  it('has met no error', () => {
    expect(console_.faults).toEqual([]);
  });
});

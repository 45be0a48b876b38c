import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOf, makeKey } from '../../../src/platform/http/auth/api-keys';
import { eventually } from '../../support/eventually';
import { useConsole, withBrowser } from '../../support/use-console';

withBrowser('the console in trouble', () => {
  const console_ = useConsole({}, { filled: false });

  /** Loses so many answers to adjustments, which are made all the same; the keys of all of them. */
  async function lose(losses: number): Promise<string[] & { losses: number }> {
    const keys = Object.assign([] as string[], { losses });
    await console_.page.route('**/adjustments', async (route) => {
      keys.push(route.request().headers()['idempotency-key']!);
      if (keys.losses === 0) return route.continue();
      keys.losses -= 1;
      await route.fetch();
      await route.abort();
    });
    return keys;
  }

  it('shows a refusal with its words and its numbers, and changes nothing', async () => {
    await console_.send('POST', 'main/inventory/items/TEE/adjustments', { delta: 5, reason: 'received' });
    await console_.goto('stock/TEE?store=main');
    await console_.button('Adjust').click();
    const dialog = console_.page.getByRole('dialog');
    await dialog.getByLabel('Units', { exact: true }).fill('-6');
    await console_.button('See what it does').click();
    const alert = dialog.getByRole('alert');
    await alert.getByText('INSUFFICIENT_STOCK').waitFor();
    expect(await alert.innerText()).toMatch(/TEE[\s\S]*6[\s\S]*5/);
    expect(await console_.barriers()).toEqual([]);
    await dialog.getByText('Nothing was changed.').waitFor();
    await dialog.getByLabel('Units', { exact: true }).fill('-1');
    await console_.confirm('Adjust');
  });

  it('says that the service is away, keeps what it showed, and goes on when it is back', async () => {
    const { port } = new URL(console_.service.url);
    await console_.goto('stock?store=main');
    await console_.page.getByRole('link', { name: 'TEE' }).waitFor();
    await console_.service.stop();
    await console_.page.getByRole('alert').getByText('The service does not answer.').waitFor();
    await console_.page.getByRole('link', { name: 'TEE' }).waitFor();
    expect(await console_.barriers()).toEqual([]);
    console_.service = await console_.start({ PORT: port });
    await console_.send('POST', 'main/inventory/items/TEE-2/adjustments', { delta: 1, reason: 'received' });
    await console_.page.getByRole('alert').waitFor({ state: 'detached' });
    await console_.page.getByRole('link', { name: 'TEE-2' }).waitFor();
  });

  it('repeats a change whose answer was lost with its key, so that it is done once', async () => {
    const { page } = console_;
    const keys = await lose(Infinity);
    await console_.goto('stock/TEE-2?store=main');
    await console_.button('Adjust').click();
    await page.getByRole('dialog').getByLabel('Units', { exact: true }).fill('10');
    await console_.button('See what it does').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Adjust', exact: true }).click();
    await page.getByText('It may have been done.', { exact: false }).waitFor();
    const lost = keys.length;
    keys.losses = 0;
    await console_.button('Try again').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.unroute('**/adjustments');
    expect(keys.length).toBe(lost + 1);
    expect(new Set(keys).size).toBe(1);
    await page.getByText('11', { exact: true }).first().waitFor();
  });

  it('asks by itself once more for an answer that was lost', async () => {
    const { page } = console_;
    const keys = await lose(1);
    await console_.goto('stock/TEE-2?store=main');
    await console_.button('Adjust').click();
    await page.getByRole('dialog').getByLabel('Units', { exact: true }).fill('10');
    await console_.confirm('Adjust');
    await page.unroute('**/adjustments');
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    await page.getByText('21', { exact: true }).first().waitFor();
  });

  it('does a change in the store that was shown when it was asked for', async () => {
    const { page } = console_;
    const { status } = await console_.send('PUT', 'other', { currency: 'USD' });
    expect(status).toBe(201);
    await console_.goto('stock?store=other');
    await page.getByRole('combobox', { name: 'Store' }).selectOption('main');
    await console_.button('Receive a SKU').click();
    await page.goBack();
    await page.getByText('No SKU yet').waitFor();
    await page.getByRole('dialog').getByLabel('SKU', { exact: true }).fill('THERE');
    await page.getByRole('dialog').getByLabel('Units', { exact: true }).fill('3');
    await console_.confirm('Receive');
    const found = await fetch(`${console_.service.url}/v1/stores/main/inventory/items/THERE`);
    expect(await found.json()).toMatchObject({ onHand: 3 });
  });
});

withBrowser('the console of a service with keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ch-console-'));
  const file = join(folder, 'keys.json');
  const [clerk, revoked] = [makeKey(), makeKey()];
  const entry = (name: string, key: string, scopes: string[], stores = ['*']): object => {
    return { name, sha256: hashOf(key), scopes, stores };
  };
  const write = (...entries: object[]): void => writeFileSync(file, JSON.stringify(entries));
  const clerkEntry = entry('clerk', clerk, ['inventory:read'], ['main']);
  write(clerkEntry, entry('admin', revoked, ['admin']));
  const console_ = useConsole({ API_KEYS_FILE: file }, { filled: false });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function enter(key: string): Promise<void> {
    await console_.page.getByLabel('API key').fill(key);
    await console_.button('Go on').click();
  }

  it('asks for a key, keeps it for the tab and its reloads, and for no other tab', async () => {
    await console_.goto('stock?store=main');
    await console_.page.getByText('This service asks for an API key.').waitFor();
    expect(await console_.barriers()).toEqual([]);
    await enter(revoked);
    await console_.page.getByText('No SKU yet').waitFor();
    await console_.page.reload();
    await console_.page.getByText('No SKU yet').waitFor();
    expect(await console_.page.evaluate('localStorage.length')).toBe(0);
    expect(console_.page.url()).not.toContain(revoked);
  });

  it('asks again where the key was revoked, and goes on where it was', async () => {
    write(clerkEntry);
    const headers = { authorization: `Bearer ${revoked}` };
    await eventually(async () => {
      expect((await fetch(`${console_.service.url}/v1/stores`, { headers })).status).toBe(401);
    });
    await console_.page.reload();
    await console_.page.getByText('The API key is not one of this service, or no longer.').waitFor();
    await enter(clerk);
    await console_.page.getByText('No SKU yet').waitFor();
    expect(console_.page.url()).toContain('/console/stock?store=main');
  });

  it('shows what a key may not see, with its missing scope', async () => {
    await console_.page.getByRole('link', { name: 'Orders', exact: true }).click();
    const alert = console_.page.getByRole('alert').first();
    await alert.getByText('FORBIDDEN').waitFor();
    expect(await alert.innerText()).toContain('orders:read');
  });
});

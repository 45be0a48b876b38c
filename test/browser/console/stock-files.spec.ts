import { readFileSync } from 'node:fs';
import { useConsole, withBrowser } from '../../support/use-console';
import { fileOf } from '../../support/stock-files';

withBrowser('files of stock in the console', () => {
  const console_ = useConsole({}, { filled: false });
  const inventory = (path: string): string => `${console_.service.url}/v1/stores/main/inventory${path}`;
  const onHand = async (sku: string): Promise<unknown> =>
    ((await (await fetch(inventory(`/items/${sku}`))).json()) as { onHand?: number }).onHand;

  async function choose(...rows: string[]): Promise<void> {
    const file = { name: 'may.csv', mimeType: 'text/csv', buffer: Buffer.from(fileOf(...rows)) };
    await console_.page.getByLabel('CSV file').setInputFiles(file);
  }

  const heading = (name: string) => console_.page.getByRole('heading', { level: 2, name, exact: true });

  it('shows what a file would do, imports it by the keyboard, and shows the rows that were refused', async () => {
    const { page } = console_;
    await console_.send('POST', 'main/inventory/items/MUG/adjustments', { delta: 3, reason: 'received' });
    await console_.goto('stock?store=main');
    await console_.button('Import CSV').click();
    await page.getByRole('heading', { level: 1, name: 'Import stock' }).waitFor();
    expect(page.url()).toContain('/console/stock/files/import?store=main');
    await choose('MUG,,-9,lost,', 'TEE,7,,received,PO 7');
    await heading('Dry run of may.csv').waitFor();
    const refused = page.getByRole('row', { name: /^1 MUG INSUFFICIENT_STOCK .*available 3/ });
    await refused.waitFor();
    expect(await page.getByRole('region', { name: 'Dry run of may.csv' }).innerText()).toMatch(
      /Rows\s+2\s+Would be applied\s+1\s+Would be refused\s+1/,
    );
    expect(await onHand('TEE')).toBeUndefined();
    expect(await console_.barriers()).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading('Result of may.csv').waitFor();
    await refused.waitFor();
    expect(await onHand('TEE')).toBe(7);
    expect(await onHand('MUG')).toBe(3);
    await console_.button('Dark').click();
    expect(await console_.barriers()).toEqual([]);
    await console_.button('Light').click();
  });

  it('repeats an import whose answer was lost with its key, so that it is done once', async () => {
    const { page } = console_;
    const keys: string[] = [];
    let isLost = true;
    await page.route('**/inventory/import', async (route) => {
      keys.push(route.request().headers()['idempotency-key']!);
      if (!isLost) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await console_.goto('stock/files/import?store=main');
    await choose('TEE,,5,received,');
    await console_.button('Import the file').click();
    await page.getByText('Rows may have been applied.', { exact: false }).waitFor();
    expect(await console_.barriers()).toEqual([]);
    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
    await page.goBack();
    const lost = keys.length;
    isLost = false;
    await console_.button('Try again').click();
    await heading('Result of may.csv').waitFor();
    await page.unroute('**/inventory/import');
    expect(keys).toHaveLength(lost + 1);
    expect(new Set(keys).size).toBe(1);
    expect(await onHand('TEE')).toBe(12);
  });

  it('says why it takes no file without the header', async () => {
    await console_.goto('stock/files/import?store=main');
    const file = { name: 'other.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') };
    await console_.page.getByLabel('CSV file').setInputFiles(file);
    await console_.page.getByText('Nothing was changed.').waitFor();
    await console_.page.getByRole('alert').waitFor();
  });

  it('offers the export as a file, the same as the API answers', async () => {
    await console_.goto('stock?store=main');
    const [download] = await Promise.all([
      console_.page.waitForEvent('download'),
      console_.button('Export CSV').click(),
    ]);
    expect(download.suggestedFilename()).toBe('stock-of-main.csv');
    expect(readFileSync(await download.path(), 'utf8')).toBe(
      await (await fetch(inventory('/export'))).text(),
    );
  });

  it('has met no error', () => {
    expect(console_.faults).toEqual([]);
  });
});

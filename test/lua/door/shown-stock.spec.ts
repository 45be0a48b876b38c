import { decodeStockView } from '../../../src/inventory/generated/stock-view-record';
import { CommandTap } from '../../support/command-tap';
import { setStock } from '../../support/stock-by-hand';
import { useScriptStore } from '../../support/use-script-store';

const the = useScriptStore({ CUP: 3, MUG: 5, TEE: 10 });

const list = async (): Promise<string[]> =>
  (await the.store.ok('inventory/list-stock', { args: { cursor: '', limit: 10 } })).slice(1) as string[];

/** Reserved and available of each SKU in the list. */
const shown = async (): Promise<unknown[]> =>
  (await list()).map((text) => {
    if (!text.includes(' ')) return text;
    const { sku, reserved, available } = decodeStockView(text);
    return [sku, reserved, available];
  });

/** How often the list looks for reservations whose deadline has passed. */
async function looks(): Promise<number> {
  const tap = await CommandTap.open(the.redis.client);
  const commands = await tap.during(list);
  tap.close();
  return commands.filter(([, key]) => key === the.store.key('reservation_index')).length;
}

describe('stock as callers see it', () => {
  it('counts units that lapsed reservations keep back as available, and those of active ones not', async () => {
    await the.store.reserve('h1', { TEE: 6 });
    await the.store.reserve('h2', { TEE: 1, MUG: 2 });
    await the.store.lapse('h1');
    expect(await shown()).toEqual([
      ['CUP', 0, 3],
      ['MUG', 2, 3],
      ['TEE', 1, 9],
    ]);
  });

  it('takes no more from reserved than there is, where a record of a reservation says more', async () => {
    await the.store.reserve('h1', { TEE: 6 });
    await the.store.lapse('h1');
    await setStock(the.store, 'TEE', '10 5 2');
    expect((await shown())[2]).toEqual(['TEE', 0, 10]);
  });

  it('looks for lapsed reservations once in a list, and never where nothing is reserved', async () => {
    expect(await looks()).toBe(0);
    await the.store.reserve('h1', { TEE: 1, MUG: 1, CUP: 1 });
    expect(await looks()).toBe(1);
    await the.store.lapse('h1');
    expect(await looks()).toBe(1);
  });

  it('names a SKU alone whose numbers cannot be read, or are not there, and shows the others', async () => {
    await setStock(the.store, 'MUG', 'abc');
    await the.redis.client.hdel(the.store.key('stock'), 'CUP');
    expect(await shown()).toEqual(['CUP', 'MUG', ['TEE', 0, 10]]);
    await expect(the.store.stock('MUG')).rejects.toThrow('CORRUPT stock MUG');
  });

  it('shows nothing available where more is kept for safety or reserved than is left', async () => {
    await the.store.reserve('h1', { MUG: 5, TEE: 8 });
    await the.store.ok('inventory/set-policy', { args: { sku: 'TEE', safety_stock: 3 } });
    expect(await shown()).toEqual([
      ['CUP', 0, 3],
      ['MUG', 5, 0],
      ['TEE', 8, 0],
    ]);
  });
});

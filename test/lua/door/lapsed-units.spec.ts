import { decodeStockView } from '../../../src/inventory/generated/stock-view-record';
import { Units } from '../../support/script-store';
import { useScriptStore } from '../../support/use-script-store';

const the = useScriptStore({ MUG: 5, TEE: 10 });

/** Units available of a SKU as its readers are told. */
async function available(sku: string): Promise<number | null> {
  const [stock] = (await the.store.ok('inventory/read-stock', { args: { sku } })) as [string];
  return decodeStockView(stock).available;
}

async function reserveAndLapse(id: string, units: Units): Promise<void> {
  await the.store.reserve(id, units);
  await the.store.lapse(id);
}

const records = (): string => the.store.key('reservations');
const recordOf = async (id: string): Promise<string> => (await the.redis.client.hget(records(), id))!;
const list = (member: string): Promise<unknown> =>
  the.redis.client.zadd(the.store.key('reservation_index'), 0, member);

describe('units of reservations whose deadline has passed', () => {
  it('add up by SKU', async () => {
    await the.store.reserve('h1', { TEE: 1 });
    for (const id of ['h2', 'h3']) await reserveAndLapse(id, { TEE: 2, MUG: 1 });
    expect([await available('TEE'), await available('MUG')]).toEqual([9, 5]);
  });

  it('count once where the index lists the reservation twice, and not where it has lost its record', async () => {
    await the.store.reserve('h1', { TEE: 4 });
    await reserveAndLapse('h2', { TEE: 2 });
    for (const id of ['h2', 'h3']) await list(`s/active/1000000000000/${id}`);
    expect(await available('TEE')).toBe(6);
  });

  it('do not count where the record says that the reservation ended', async () => {
    await the.store.reserve('h1', { TEE: 4 });
    await reserveAndLapse('h2', { TEE: 2 });
    await the.redis.client.hset(records(), 'h2', (await recordOf('h2')).replace('active', 'expired'));
    expect(await available('TEE')).toBe(4);
  });

  it('do not count where the lines of the record are damaged, and the others do', async () => {
    for (const id of ['h1', 'h2', 'h3']) await reserveAndLapse(id, { TEE: 2 });
    for (const [id, lines] of [
      ['h1', 'TEE'],
      ['h2', 'TEE*2,MUG'],
    ] as const)
      // prettier-ignore
      await the.redis.client.hset(records(), id, (await recordOf(id)).replace('TEE*2', lines));
    expect(await available('TEE')).toBe(6);
  });

  it('are counted of as many reservations as reach two hundred lines', async () => {
    const skus = Array.from({ length: 100 }, (_, i) => `CUP-${i}`);
    const units = (names: string[]): Units => Object.fromEntries(names.map((sku) => [sku, 1]));
    await the.store.receive(Object.fromEntries(skus.map((sku) => [sku, 3])));
    for (const [id, names] of [
      ['h1', skus],
      ['h2', skus.slice(1)],
      ['h3', ['CUP-0']],
      ['h4', skus.slice(0, 1)],
    ] as const)
      // prettier-ignore
      await reserveAndLapse(id, units([...names]));
    expect([await available('CUP-0'), await available('CUP-1')]).toEqual([2, 3]);
  });
});

describe('a cart', () => {
  const cart = { ids: { cart: 'c1' }, args: { id: 'c1', if_match: '', ttl_seconds: 600 } };
  const add = (sku: string): Promise<unknown[]> =>
    the.store.ok('carts/add-line', { ...cart, args: { ...cart.args, sku, quantity: 1 } });
  const shown = async (): Promise<unknown> => (await the.store.ok('carts/read-cart', cart))[3];

  it('shows what lapsed reservations keep back as available, and no more than is reserved', async () => {
    for (const sku of ['TEE', 'MUG']) await the.store.ok('carts/put-price', { args: { sku, unit_price: 5 } });
    for (const sku of ['TEE', 'MUG']) await add(sku);
    await the.store.reserve('h1', { TEE: 1, MUG: 2 });
    await reserveAndLapse('h2', { TEE: 4 });
    expect(await shown()).toBe('9,3');
    await the.redis.client.hset(the.store.key('stock'), 'TEE', '10 3 3');
    expect(await shown()).toBe('10,3');
  });
});

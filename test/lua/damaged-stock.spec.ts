import { withoutChange } from '../support/snapshot';
import { useScriptStore } from '../support/use-script-store';

const the = useScriptStore({ TEE: 10 });

const unchanged = <T>(work: () => Promise<T>): Promise<T> => withoutChange(the.redis.client, work);
const set = (record: string) => the.redis.client.hset(the.store.key('stock'), 'TEE', record);

describe('inventory/repair-stock', () => {
  const repair = (recorded: number | '', sequence: number) => {
    const sums = { on_hand: 10, reserved: 0, sold: 0, reserved_change: 0 };
    const args = { sku: 'TEE', recorded_sequence: recorded, sequence, ...sums };
    return the.store.run('inventory/repair-stock', { args });
  };
  const refused = ['STOCK_CHANGED', 'TEE', '1'];

  it('refuses sums that the SKU has moved on from', async () => {
    await the.store.deduct('TEE', 1);
    expect(await unchanged(() => repair(1, 1))).toEqual(refused);
    expect(await unchanged(() => repair(2, 1))).toEqual(refused);
  });

  it('refuses sums when a movement follows that the record does not count', async () => {
    await the.store.deduct('TEE', 1);
    await set('10 0 1');
    expect(await unchanged(() => repair(1, 1))).toEqual(refused);
  });

  it('refuses sums that were taken at a movement which is not there', async () => {
    await set('10 0 3');
    expect(await unchanged(() => repair(3, 2))).toEqual(['STOCK_CHANGED', 'TEE', '2']);
  });

  it('refuses where the record is another than the one that was read', async () => {
    await set('10 0 3');
    expect(await unchanged(() => repair(2, 1))).toEqual(refused);
    expect(await unchanged(() => repair('', 1))).toEqual(refused);
    await set('abc');
    expect(await unchanged(() => repair(3, 1))).toEqual(refused);
    expect(await repair('', 1)).toEqual(['OK', 'TEE']);
    expect(await the.store.stock('TEE')).toEqual([10, 0, 0]);
  });
});

it('inventory/scan-stock leaves the numbers of an unreadable SKU empty', async () => {
  await the.store.receive({ MUG: 3, CUP: 1 });
  await the.redis.client.hset(the.store.key('stock'), 'MUG', 'abc');
  expect(await the.store.ok('inventory/scan-stock', { args: { cursor: '', limit: 2 } })).toEqual([
    '1',
    ...['CUP', '1', '0', '0', '1'],
    ...['MUG', '', '', '', ''],
  ]);
});

it('inventory/scan-movements returns the record and the movements that it does not count in one reply', async () => {
  await the.store.deduct('TEE', 1);
  await set('10 0 1');
  const args = { sku: 'TEE', after_sequence: 0, limit: 3 };
  const [listed, ...rest] = await the.store.ok('inventory/scan-movements', { args });
  expect([listed, ...rest.slice(0, 4)]).toEqual(['1', '10', '0', '1', '1']);
  expect(rest.slice(5).map((json) => (json as string).slice(0, 12))).toEqual([
    '["adjustment',
    '["deduction"',
    '',
  ]);
});

it('a batch that deducts one SKU often writes a movement for each deduction', async () => {
  const rest = Array.from({ length: 100 }, (_, i) => [`d${i}`, i % 3 ? 'TEE' : 'MUG', 1, '', '']).flat();
  await the.store.receive({ TEE: 90, MUG: 100 });
  await the.store.ok('inventory/deduct-batch', { rest });
  expect(await the.store.stock('TEE')).toEqual([34, 0, 66]);
  expect(await the.redis.client.hlen(the.store.key('movements'))).toBe(103);
});

it.each([2, 3, 16, 17, 18, 19, 40])('a batch whose movement %i exists already moves nothing', async (n) => {
  await the.redis.client.hset(the.store.key('movements'), `TEE/${1 + n}`, 'mine');
  const rest = Array.from({ length: n }, () => ['TEE', 'delta', 1, 'received', '', '', '']).flat();
  await unchanged(() =>
    expect(the.store.run('inventory/adjust-batch', { rest })).rejects.toThrow(
      `movements TEE/${1 + n}: the record in stock`,
    ),
  );
});

it('a deduction that ends a lapsed reservation does not overwrite the movement after that', async () => {
  await the.store.reserve('h', { TEE: 10 });
  await the.store.lapse('h');
  await the.redis.client.hset(the.store.key('movements'), 'TEE/4', 'mine');
  await expect(the.store.deduct('TEE', 1)).rejects.toThrow('movements TEE/4: the record in stock');
  expect(await the.redis.client.hget(the.store.key('movements'), 'TEE/4')).toBe('mine');
});

import { cancelOrder, writeOrder } from '../../support/order-by-hand';
import { withoutChange } from '../../support/snapshot';
import { MAX, setStock } from '../../support/stock-by-hand';
import { useScriptStore } from '../../support/use-script-store';

const the = useScriptStore({ TEE: 10 });

/** The movement is refused before anything is written. */
async function breaks(work: () => Promise<unknown>): Promise<void> {
  const said = 'CORRUPT stock TEE: this movement would break 0 <= reserved <= on hand';
  await withoutChange(the.redis.client, () => expect(work()).rejects.toThrow(said));
}

const repair = (onHand: number, reserved: number): Promise<unknown> => {
  const read = { sku: 'TEE', recorded_sequence: 1, sequence: 1 };
  const sums = { on_hand: onHand, reserved, sold: 0, reserved_change: 2 };
  return the.store.run('inventory/repair-stock', { args: { ...read, ...sums } });
};

describe('a movement', () => {
  it.each(['commit', 'cancel'] as const)('never makes reserved less than nothing, as by %s', async (end) => {
    await the.store.reserve('h1', { TEE: 6 });
    await setStock(the.store, 'TEE', '10 5 2');
    await breaks(() => the.store.end(end, 'h1'));
    await setStock(the.store, 'TEE', '10 6 2');
    expect((await the.store.end(end, 'h1'))[0]).toBe('OK');
  });

  it('never makes reserved more than on hand', async () => {
    await breaks(() => repair(10, 11));
    expect(await repair(10, 10)).toEqual(['OK', 'TEE']);
    expect(await the.store.stock('TEE')).toEqual([10, 10, 0]);
  });

  it('never makes on hand more than 9007199254740991, also where two lines do so together', async () => {
    await the.store.deduct('TEE', 2);
    await setStock(the.store, 'TEE', `${MAX - 1} 0 2`);
    await writeOrder(the.store, { TEE: 1 }, { TEE: 1 });
    await withoutChange(the.redis.client, async () => {
      expect(await cancelOrder(the.store, { restock: true })).toEqual(['CAP_EXCEEDED', 'TEE', 'onHand']);
    });
    await setStock(the.store, 'TEE', `${MAX - 2} 0 2`);
    expect((await cancelOrder(the.store, { restock: true }))[0]).toBe('OK');
    expect(await the.store.stock('TEE')).toEqual([MAX, 0, 0]);
  });
});

import { cancelOrder, writeOrder } from '../../support/order-by-hand';
import { movementOf } from '../../support/stock-by-hand';
import { useScriptStore } from '../../support/use-script-store';

const the = useScriptStore({ TEE: 10 });

beforeEach(async () => {
  await the.store.deduct('TEE', 4);
  await writeOrder(the.store, { TEE: 3 });
});

it('a movement of units that are written off tells how many, for on hand does not', async () => {
  expect((await cancelOrder(the.store, { restock: false }))[0]).toBe('OK');
  expect(await the.store.stock('TEE')).toEqual([6, 0, 1]);
  const movement = await movementOf(the.store, 'TEE', 3);
  expect([movement[0], ...movement.slice(1, 5), ...movement.slice(9)]).toEqual(['write_off', 0, 0, 6, 0, 3]);
});

it('a movement of units that come back tells so by on hand alone', async () => {
  expect((await cancelOrder(the.store, { restock: true }))[0]).toBe('OK');
  expect(await the.store.stock('TEE')).toEqual([9, 0, 1]);
  const movement = await movementOf(the.store, 'TEE', 3);
  expect([movement[0], ...movement.slice(1, 5), ...movement.slice(9)]).toEqual(['restock', 3, 0, 9, 0]);
});

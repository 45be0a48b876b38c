import { decodeStockView } from '../../../src/inventory/generated/stock-view-record';
import { movementOf } from '../../support/stock-by-hand';
import { useScriptStore } from '../../support/use-script-store';

const the = useScriptStore({ TEE: 10 });

it('a SKU begins with nothing reserved, sold or kept for safety', async () => {
  const [word, view] = (await the.store.adjust('MUG', 'delta', 5)) as [string, string];
  const numbers = { onHand: 5, reserved: 0, sold: 0, available: 5, safetyStock: 0, lowStock: null };
  expect([word, decodeStockView(view)]).toEqual(['OK', { sku: 'MUG', ...numbers }]);
  expect(await the.redis.client.hget(the.store.key('stock'), 'MUG')).toBe('5 0 1');
});

it('an order takes its units from on hand, and they count as sold', async () => {
  await the.store.ok('carts/put-price', { args: { sku: 'TEE', unit_price: 5 } });
  const args = { id: 'o1', customer: 'ann', transfer_id: 'p1', midnights: '0', unpriced: false };
  await the.store.ok('orders/place-order', { args, rest: ['TEE', 4] });
  expect(await the.store.stock('TEE')).toEqual([6, 0, 4]);
  expect((await movementOf(the.store, 'TEE', 2)).slice(0, 5)).toEqual(['order', -4, 0, 6, 0]);
});

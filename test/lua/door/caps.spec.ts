import { cancelOrder, writeOrder } from '../../support/order-by-hand';
import { withoutChange } from '../../support/snapshot';
import { MAX, setSold, setStock } from '../../support/stock-by-hand';
import { useScriptStore } from '../../support/use-script-store';

const the = useScriptStore({ TEE: 10, MUG: 10 });

const reverse = (): Promise<unknown[]> =>
  the.store.run('inventory/reverse-deduction', { args: { id: 'd1', sku: 'TEE' } });

async function refused(work: () => Promise<unknown>, ...reply: string[]): Promise<void> {
  expect(await withoutChange(the.redis.client, work)).toEqual(['CAP_EXCEEDED', ...reply]);
}

it('units that come back fill on hand up to its cap, and never pass it', async () => {
  await the.store.deduct('TEE', 3, 'd1');
  await setStock(the.store, 'TEE', `${MAX - 2} 0 2`);
  await refused(reverse, 'TEE', 'onHand');
  await setStock(the.store, 'TEE', `${MAX - 3} 0 2`);
  expect((await reverse())[0]).toBe('OK');
  expect(await the.store.stock('TEE')).toEqual([MAX, 0, 0]);
});

it('units that a commit sells fill units sold up to their cap, and never pass it', async () => {
  await the.store.reserve('h1', { MUG: 1, TEE: 3 });
  await setSold(the.store, 'TEE', String(MAX - 2));
  await refused(() => the.store.end('commit', 'h1'), 'TEE', 'sold');
  await setSold(the.store, 'TEE', String(MAX - 3));
  expect((await the.store.end('commit', 'h1'))[0]).toBe('OK');
  expect(await the.store.stock('TEE')).toEqual([7, 0, MAX]);
});

it('a cap that one line passes refuses all lines', async () => {
  await the.store.deduct('MUG', 1);
  await the.store.deduct('TEE', 1);
  await setStock(the.store, 'TEE', `${MAX} 0 2`);
  await writeOrder(the.store, { MUG: 1, TEE: 1 });
  const reply = await cancelOrder(the.store, { restock: true });
  expect(reply).toEqual(['CAP_EXCEEDED', 'TEE', 'onHand']);
  expect(await the.store.stock('MUG')).toEqual([9, 0, 1]);
});

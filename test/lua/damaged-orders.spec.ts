import { orderRecord as order } from '../support/order-by-hand';
import { withoutChange } from '../support/snapshot';
import { useScriptStore } from '../support/use-script-store';

describe('a damaged record', () => {
  const the = useScriptStore({ TEE: 10 });
  const at = 1_796_000_000_000;
  const change = async (script: 'fulfil' | 'cancel', record: string, more = {}): Promise<unknown[]> => {
    await the.redis.client.hset(the.store.key('orders'), 'o1', record);
    const refund = {
      change_id: 'c1',
      refund_id: 'r1',
      refund: 'full',
      restock: true,
      may_refund: true,
      ...more,
    };
    return the.store.run(`orders/${script}`, { args: { id: 'o1', if_match: '', ...refund } });
  };
  const damage = (work: () => Promise<unknown>, said: string): Promise<void> =>
    withoutChange(the.redis.client, () => expect(work()).rejects.toThrow(said));

  it('of an order is refused before anything is written', async () => {
    expect((await change('fulfil', order()))[0]).toBe('OK');
    for (const record of [
      order().replace('placed', 'lost'),
      order({ reason: 'a placed order has none' }),
      order().replace(' USD', ''),
      order().trimEnd(),
    ]) {
      await the.redis.client.hset(the.store.key('orders'), 'o1', record);
      await damage(() => change('fulfil', record), 'CORRUPT orders o1');
      await damage(() => change('cancel', record), 'CORRUPT orders o1');
    }
  });

  it('of an order is not taken for one that nobody paid where its payment is damaged', async () => {
    await the.store.deduct('TEE', 2); // units that cancellations take back from the sales
    const paid = order({ payment: { from: 'ann', to: 'shop', transfer: null } });
    const record = paid.replace('ann*shop*-', 'ann*shop');
    await the.redis.client.hset(the.store.key('orders'), 'o1', record);
    await damage(() => change('cancel', record), 'CORRUPT orders o1: its payment does not read as one');
    expect((await change('cancel', record, { refund: 'none' }))[0]).toBe('OK');
    expect((await change('cancel', paid))[0]).toBe('OK');
  });

  it('of an order with damaged lines is refused', async () => {
    for (const lines of ['TEE*x*5', 'TEE', '*1*5']) {
      const record = order().replace('TEE*1*5', lines);
      await the.redis.client.hset(the.store.key('orders'), 'o1', record);
      await damage(() => change('cancel', record), 'CORRUPT orders o1: its lines do not read');
    }
  });

  it('of a cart is refused', async () => {
    const key = the.store.key('cart', 'c1');
    for (const [record, said] of [
      ['abc', `CORRUPT cart ${key}`],
      [`1 ${at + 1e12} `, `CORRUPT cart ${key}`],
      [`1 ${at + 1e12} TEE`, `CORRUPT cart ${key}: its lines do not read`],
    ] as const) {
      await the.redis.client.set(key, record);
      await damage(() => the.store.run('carts/read-cart', { ids: { cart: 'c1' } }), said);
    }
  });

  it('of a price is refused', async () => {
    await the.redis.client.hset(the.store.key('prices'), 'TEE', '1.5');
    await damage(() => the.store.run('carts/read-price', { args: { sku: 'TEE' } }), 'CORRUPT prices TEE');
  });
});

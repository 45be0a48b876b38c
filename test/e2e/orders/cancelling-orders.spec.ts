import { useTeeSeller } from './use-tee-seller';

const the = useTeeSeller();
const { order } = the;

const MAX = 9_007_199_254_740_991;
const pay = { payment: { from: 'ann', to: 'shop' } };
const cancel = (body: object = {}, key?: string) => the.store.post('/orders/o/cancel', body, key);
const journalled = async () => (await the.store.get('/journal?limit=200')).body.items.at(-1);
const clean = async () =>
  expect((await the.store.post('/inventory/audits').expect(200)).body.drift).toEqual([]);

describe('cancel {refund: "none"}', () => {
  beforeEach(async () => {
    await the.store.fund('ann', 1_000);
    await the.store.fund('shop', 0);
    await order('o', 3, pay);
  });

  const send = (amount: number) =>
    the.store.post('/ledger/transfers', { from: 'shop', to: '@world', amount }).expect(201);
  const change = (account: string, verb: string) =>
    the.store.post(`/ledger/accounts/${account}/${verb}`).expect(200);

  it.each([
    ['is empty', 'INSUFFICIENT_FUNDS', () => send(300)],
    ['has a part of it', 'INSUFFICIENT_FUNDS', () => send(1)],
    ['is frozen', 'INVALID_STATE', () => change('shop', 'freeze')],
    ['is closed', 'INVALID_STATE', async () => void (await send(300), await change('shop', 'close'))],
    ['pays a customer whose account is frozen', 'INVALID_STATE', () => change('ann', 'freeze')],
  ])('takes the order back where the account that was paid %s', async (_title, code, spoil) => {
    await spoil();
    const balances = async () => [await the.store.balance('ann'), await the.store.balance('shop')];
    const before = await balances();
    for (const body of [{}, { refund: 'full' }, { refund: 'full', restock: false }]) {
      expect((await cancel(body).expect(409)).body.code).toBe(code);
    }
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 97, sold: 3 });
    const { payment } = (await the.store.get('/orders/o').expect(200)).body;
    const { body } = await cancel({ refund: 'none' }).expect(200);
    expect(body).toMatchObject({ state: 'cancelled', payment });
    expect(body.payment).not.toHaveProperty('refundTransferId');
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 100, sold: 0 });
    expect(await balances()).toEqual(before);
    await clean();
  });

  it('moves no money where it could, and says so in the journal', async () => {
    await cancel({ refund: 'none', reason: 'kept as a fee' }).expect(200);
    expect([await the.store.balance('ann'), await the.store.balance('shop')]).toEqual([700, 300]);
    expect(await journalled()).toMatchObject({
      type: 'order.cancelled',
      data: { id: 'o', reason: 'kept as a fee', refunded: 0, refund: 'none' },
    });
  });

  it('is another request than {refund: "full"} under one idempotency key', async () => {
    await cancel({ refund: 'none' }, 'k').expect(200);
    await cancel({ refund: 'none' }, 'k').expect(200);
    expect((await cancel({ refund: 'full' }, 'k').expect(422)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('cancel {restock: false}', () => {
  it('takes the sale back, and writes the units off', async () => {
    await order('o', 5);
    const { body } = await cancel({ restock: false }, 'k').expect(200);
    expect(body).toMatchObject({ state: 'cancelled', units: 5 });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 95, available: 95, sold: 0 });
    expect((await the.store.get('/sales/TEE')).body.unitsSold).toBe(0);
    const { items } = (await the.store.get('/inventory/items/TEE/movements')).body;
    expect(items.at(-1)).toMatchObject({
      ...{ sequence: 3, type: 'write_off', onHandChange: 0, reservedChange: 0, onHand: 95, reserved: 0 },
      ...{ operationId: 'k', sourceId: 'o', reference: null },
    });
    expect((await journalled()).data).toMatchObject({ id: 'o', refunded: 0, restock: false });
    await clean();
  });

  it('keeps in its movement how many they were, so that the audit can mend what was sold', async () => {
    await order('o', 5);
    await order('o2', 7);
    await cancel({ restock: false }).expect(200);
    const key = (name: string) => `ch:{${the.store.name}}:${name}`;
    const movement = await the.house.redis.client.hget(key('movements'), 'TEE/4');
    expect(JSON.parse(movement!)).toEqual([
      ...['write_off', 0, 0, 88, 0, expect.any(Number), expect.any(String), 'o', null, 5],
    ]);
    await the.house.redis.client.zadd(key('sold'), 12, 'TEE');
    const { drift } = (await the.store.post('/inventory/audits', { repair: true }).expect(200)).body;
    expect(drift).toEqual([{ sku: 'TEE', field: 'sold', recorded: 12, actual: 7, repaired: true }]);
    expect((await the.store.stock('TEE')).sold).toBe(7);
    await clean();
  });

  it('needs no room under the cap', async () => {
    await order('o', 1);
    const full = { setTo: MAX, reason: 'received' };
    await the.store.post('/inventory/items/TEE/adjustments', full).expect(201);
    expect((await cancel().expect(409)).body.code).toBe('CAP_EXCEEDED');
    expect((await cancel({ restock: true }).expect(409)).body.code).toBe('CAP_EXCEEDED');
    await cancel({ restock: false }).expect(200);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: MAX, sold: 0 });
    await clean();
  });

  it('refunds all the same', async () => {
    await the.store.fund('ann', 1_000);
    await the.store.fund('shop', 0);
    await order('o', 3, pay);
    const { body } = await cancel({ restock: false }).expect(200);
    expect(body.payment.refundTransferId).toEqual(expect.any(String));
    expect(await the.store.balance('ann')).toBe(1_000);
    expect((await journalled()).data).toMatchObject({ refunded: 300, restock: false });
  });
});

it('restocks and refunds where nothing else is said, and the journal then says nothing of either', async () => {
  await the.store.fund('ann', 1_000);
  await the.store.fund('shop', 0);
  await order('o', 3, pay);
  await cancel({ refund: 'full', restock: true }).expect(200);
  const { items } = (await the.store.get('/journal?limit=200')).body;
  const cancelled = items.find(({ type }: { type: string }) => type === 'order.cancelled');
  expect(Object.keys(cancelled.data).sort()).toEqual([
    ...['cancellationId', 'id', 'lines', 'refundTransferId', 'refunded'],
  ]);
  expect(await the.store.stock('TEE')).toMatchObject({ onHand: 100, sold: 0 });
});

it('the daily limit of who paid gets back what is refunded the same day', async () => {
  await the.store.fund('ann', 1_000);
  await the.store.fund('shop', 0);
  await the.store.put('/ledger/accounts/ann', { limits: { daily: 300 } }).expect(200);
  await order('o', 3, pay);
  const again = { customerId: 'ann', lines: [{ sku: 'TEE', quantity: 3 }], ...pay };
  expect((await the.store.post('/orders', again).expect(409)).body.code).toBe('LIMIT_EXCEEDED');
  await cancel().expect(200);
  await the.store.post('/orders', again).expect(201);
});

it.each([
  [{ refund: 'half' }, '/refund'],
  [{ refund: { amount: 0 } }, '/refund'],
  [{ refund: true }, '/refund'],
  [{ restock: 'false' }, '/restock'],
  [{ restock: 0 }, '/restock'],
])('refuses %p', async (body, pointer) => {
  await order('o');
  expect((await cancel(body).expect(400)).body.errors).toMatchObject([{ pointer }]);
  expect((await the.store.get('/orders/o')).body.state).toBe('placed');
});

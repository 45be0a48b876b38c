import { lapseOrder } from '../../support/lapse';
import { withoutChange } from '../../support/snapshot';
import { useStore } from '../../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });
beforeEach(async () => {
  await the.store.receive('TEE', 10);
  await the.store.price('TEE', 400);
  await the.store.fund('ann', 10_000);
  for (const id of ['shop', 'platform']) await the.store.fund(id, 0);
  await limit({ amount: 1000, count: 3 });
});

const legs = [
  { to: 'platform', shareBps: 1000 },
  { to: 'shop', rest: true },
];
const limit = (most: object) =>
  the.store.put('/ledger/accounts/ann', { limits: { rolling: [{ hours: 24, ...most }] } }).expect(200);
const order = (id: string, quantity: number, payment: object = { to: 'shop' }) =>
  the.store.post('/orders', {
    ...{ id, customerId: 'ann', lines: [{ sku: 'TEE', quantity }] },
    payment: { from: 'ann', ...payment },
  });
const change = (call: string, body: object = {}) => the.store.post(`/orders/o/${call}`, body);
const unchanged = <T>(work: () => PromiseLike<T>): Promise<T> =>
  withoutChange(the.house.redis.client, async () => await work());

/** Compares what is counted of the payer with an amount, and with so many payments where that is said. */
async function expectUsed(amount: number, count: number): Promise<void> {
  const { body } = await the.store.get('/ledger/accounts/ann').expect(200);
  expect(body.usedRolling).toEqual([{ hours: 24, amount, count }]);
}

describe('a rolling limit of who pays', () => {
  it('counts each order, and refuses one beyond it with nothing changed', async () => {
    await order('o', 1).expect(201);
    await expectUsed(400, 1);
    const { body } = await unchanged(() => order('more', 2).expect(409));
    expect(body).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      funds: { code: 'LIMIT_EXCEEDED', account: 'ann', scope: 'rollingAmount', hours: 24 },
    });
    expect(body.funds).toMatchObject({ limit: 1000, used: 400, requested: 800 });
    expect(Date.parse(body.funds.resetsAt)).toBeGreaterThan(Date.now());
    await the.store.get('/orders/more').expect(404);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 9, reserved: 0, sold: 1 });
    await order('last', 1).expect(201);
    await expectUsed(800, 2);
  });

  it('counts how often, and asks nothing of an order that costs nothing', async () => {
    await limit({ count: 1 });
    await order('o', 1).expect(201);
    const { body } = await unchanged(() => order('more', 1).expect(409));
    expect(body.funds).toMatchObject({ scope: 'rollingCount', limit: 1, used: 1, requested: 1 });
    await the.store.price('TEE', 0);
    await order('free', 1).expect(201);
    await expectUsed(400, 1);
  });

  it.each([
    ['paid at once', { legs }],
    ['authorised', { legs, authorise: { ttlSeconds: 60 } }],
  ])(
    'is compared with the total of legs, and counts that amount once where they are %s',
    async (_title, payment) => {
      await limit({ amount: 799 });
      const { body } = await unchanged(() => order('o', 2, payment).expect(409));
      expect(body.funds).toMatchObject({
        scope: 'rollingAmount',
        limit: 799,
        requested: 800,
        resetsAt: null,
      });
      await limit({ amount: 800, count: 1 });
      await order('o', 2, payment).expect(201);
      await expectUsed(800, 1);
    },
  );

  it('holds for a cart at its checkout', async () => {
    await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 3 }).expect(200);
    const checkout = { customerId: 'ann', payment: { from: 'ann', to: 'shop' } };
    const { body } = await unchanged(() => the.store.post('/carts/c/checkout', checkout).expect(409));
    expect(body.funds).toMatchObject({ scope: 'rollingAmount', requested: 1200 });
  });

  it('counts each of two orders in legs once', async () => {
    await limit({ count: 2 });
    await order('o', 1, { legs }).expect(201);
    await order('next', 1, { legs }).expect(201);
    await expectUsed(800, 2);
    const { body } = await unchanged(() => order('more', 1, { legs }).expect(409));
    expect(body.funds).toMatchObject({ scope: 'rollingCount', limit: 2, used: 2, requested: 1 });
  });

  it('counts when a payment is authorised, and not again when it is captured', async () => {
    await order('o', 2, { legs, authorise: { ttlSeconds: 60 } }).expect(201);
    await expectUsed(800, 1);
    await limit({ amount: 1 });
    await change('capture').expect(200);
    await expectUsed(800, 1);
  });
});

describe('a rolling limit gets back', () => {
  it.each([
    ['paid to one', { to: 'shop' }],
    ['paid in legs', { legs }],
    ['authorised', { legs, authorise: { ttlSeconds: 60 } }],
  ])('all of an order that is cancelled, where it is %s', async (_title, payment) => {
    await order('o', 2, payment).expect(201);
    await expectUsed(800, 1);
    await change('cancel').expect(200);
    await expectUsed(0, 0);
    await order('next', 2, payment).expect(201);
  });

  it('all of an authorised order that lapses', async () => {
    await order('o', 2, { legs, authorise: { ttlSeconds: 60 } }).expect(201);
    await lapseOrder(the.house.redis.client, the.store.name, 'o');
    await change('capture').expect(409);
    await expectUsed(0, 0);
  });

  it.each([
    ['one payee', { to: 'shop' }],
    ['legs', { legs }],
  ])('the amounts that are refunded by %s, and the payment itself with the last', async (_title, payment) => {
    await order('o', 2, payment).expect(201);
    await change('refunds', { amount: 150 }).expect(201);
    await expectUsed(650, 1);
    await unchanged(() => order('more', 1).expect(409));
    await change('cancellations', { lines: [{ sku: 'TEE', quantity: 1 }] }).expect(201);
    await expectUsed(250, 1);
    await change('refunds', { amount: 250 }).expect(201);
    await expectUsed(0, 0);
  });

  it('the share of units that are returned, and nothing where none is refunded', async () => {
    await order('o', 2).expect(201);
    await change('fulfil').expect(200);
    const lines = [{ sku: 'TEE', quantity: 1 }];
    await change('returns', { lines, refund: 'none' }).expect(201);
    await expectUsed(800, 1);
    await change('returns', { lines }).expect(201);
    await expectUsed(400, 1);
  });

  it('nothing for a refund that is refused', async () => {
    await order('o', 2).expect(201);
    await the.store.post('/ledger/accounts/shop/freeze').expect(200);
    await unchanged(() => change('refunds', { amount: 1 }).expect(409));
    await expectUsed(800, 1);
  });
});

import { eventually } from '../../support/eventually';
import { effectsIn } from '../../support/journal';
import { lapseOrder } from '../../support/lapse';
import { withoutChange } from '../../support/snapshot';
import { useStore } from '../../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });
beforeEach(async () => {
  await the.store.receive('TEE', 10);
  await the.store.price('TEE', 500);
  await the.store.fund('ann', 10_000);
  for (const id of ['shop', 'platform']) await the.store.fund(id, 0);
});

const legs = [
  { to: 'platform', shareBps: 1000 },
  { to: 'shop', rest: true },
];
const lines = [{ sku: 'TEE', quantity: 2 }];
const order = (payment: object, id = 'o') =>
  the.store.post('/orders', { customerId: 'ann', id, lines, payment });
const authorised = (ttlSeconds = 600) => order({ from: 'ann', legs, authorise: { ttlSeconds } }).expect(201);
const capture = () => the.store.post('/orders/o/capture');
const unchanged = <T>(work: () => PromiseLike<T>): Promise<T> =>
  withoutChange(the.house.redis.client, async () => await work());
const account = async (id: string) => (await the.store.get(`/ledger/accounts/${id}`).expect(200)).body;
const get = async (id = 'o') => (await the.store.get(`/orders/${id}`).expect(200)).body;
const journal = () => effectsIn(the.house.redis.client, `ch:{${the.store.name}}:journal`);
const clean = async (): Promise<void> => {
  const stock = (await the.store.post('/inventory/audits').expect(200)).body;
  expect(stock).toMatchObject({ drift: [], unsettled: [] });
  const ledger = (await the.store.post('/ledger/audits', { deep: true }).expect(200)).body;
  expect(ledger).toMatchObject({ balanced: true, drift: [], unsettled: [] });
};
const takenOff = { onHand: 8, reserved: 0, available: 8, sold: 0 };
const asBefore = { onHand: 10, reserved: 0, available: 10, sold: 0 };

describe('an order whose payment is authorised', () => {
  it('has its units off stock, none of them sold, and its money held', async () => {
    const { body } = await authorised();
    expect(body).toMatchObject({
      state: 'authorised',
      version: 1,
      total: 1000,
      expiresAt: expect.any(String),
    });
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBe(600_000);
    expect(await the.store.stock('TEE')).toMatchObject(takenOff);
    expect((await the.store.get('/sales').expect(200)).body.items).toEqual([]);
    expect(await account('ann')).toMatchObject({ balance: 10_000, held: 1000, available: 9000 });
    expect(await account('shop')).toMatchObject({ balance: 0, incoming: 900 });
    const group = (await the.store.get(`/ledger/groups/${body.payment.groupId}`).expect(200)).body;
    expect(group).toMatchObject({ state: 'pending', orderId: 'o', expiresAt: body.expiresAt });
    expect((await the.store.get('/orders?state=authorised').expect(200)).body.items).toEqual([body]);
    await clean();
  });

  it('takes one payee as a leg that gets all', async () => {
    const payment = { from: 'ann', to: 'shop', authorise: { ttlSeconds: 60 } };
    const { body } = await order(payment).expect(201);
    expect(body.payment.legs).toMatchObject([{ to: 'shop', amount: 1000 }]);
  });

  it('may come from a reservation, and from a cart', async () => {
    await the.store.post('/inventory/reservations', { id: 'r', lines, ttlSeconds: 60 }).expect(201);
    const payment = { from: 'ann', legs, authorise: { ttlSeconds: 60 } };
    await the.store.post('/orders', { customerId: 'ann', id: 'o', reservationId: 'r', payment }).expect(201);
    expect(await the.store.stock('TEE')).toMatchObject(takenOff);
    await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 1 }).expect(200);
    await the.store.post('/carts/c/checkout', { customerId: 'ann', payment }).expect(201);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 7, reserved: 0, sold: 0 });
    await clean();
    await capture().expect(200);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 7, reserved: 0, sold: 2 });
    await clean();
  });

  it.each(['fulfil', 'fulfilments', 'returns', 'refunds', 'cancellations'])(
    'cannot be changed in part before: %s',
    async (call) => {
      await authorised();
      const bodies: Record<string, object> = {
        returns: { lines },
        refunds: { amount: 1 },
        cancellations: { lines },
      };
      const { body } = await unchanged(() => the.store.post(`/orders/o/${call}`, bodies[call]).expect(409));
      if (call !== 'refunds') expect(body).toMatchObject({ code: 'INVALID_STATE', state: 'authorised' });
    },
  );

  it.each([0, 2_592_001, '60', null])('refuses %j as ttlSeconds', async (ttlSeconds) => {
    const { body } = await order({ from: 'ann', legs, authorise: { ttlSeconds } }).expect(400);
    expect(body.errors[0].pointer).toBe('/payment/authorise/ttlSeconds');
  });
});

describe('POST /orders/{id}/capture', () => {
  it('moves the money, sells the units, and places the order', async () => {
    const { payment } = (await authorised()).body;
    const { body } = await capture().expect(200);
    expect(body).toMatchObject({ state: 'placed', version: 2, payment });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 8, available: 8, sold: 2 });
    expect(await account('ann')).toMatchObject({ balance: 9000, held: 0 });
    expect([await the.store.balance('shop'), await the.store.balance('platform')]).toEqual([900, 100]);
    expect((await the.store.get('/orders?state=placed').expect(200)).body.items).toEqual([body]);
    expect((await unchanged(() => capture().expect(409))).body).toMatchObject({ state: 'placed' });
    await clean();
    const cancelled = (await the.store.post('/orders/o/cancel').expect(200)).body;
    expect(cancelled).toMatchObject({ state: 'cancelled', version: 3, refunded: 1000 });
    expect(await the.store.stock('TEE')).toMatchObject(asBefore);
    expect(await account('ann')).toMatchObject({ balance: 10_000 });
    await clean();
  });

  it('heeds If-Match', async () => {
    await authorised();
    const stale = the.store.post('/orders/o/capture').set('If-Match', '"2"');
    expect((await stale.expect(412)).body).toMatchObject({ code: 'VERSION_MISMATCH', actual: 1 });
    await the.store.post('/orders/o/capture').set('If-Match', '"1"').expect(200);
  });

  it('leaves all as it is where one payee cannot be paid', async () => {
    await authorised();
    await the.store.post('/ledger/accounts/platform/freeze').expect(200);
    expect((await unchanged(() => capture().expect(409))).body.code).toBe('INVALID_STATE');
    expect((await get()).state).toBe('authorised');
  });

  it('knows no other order, and none that is placed', async () => {
    expect((await capture().expect(404)).body.code).toBe('ORDER_NOT_FOUND');
    await order({ from: 'ann', to: 'shop' }).expect(201);
    expect((await capture().expect(409)).body).toMatchObject({ code: 'INVALID_STATE', state: 'placed' });
  });
});

describe('cancelling an authorised order', () => {
  it('voids all and gives the units back', async () => {
    await the.store.put('/ledger/accounts/ann', { limits: { daily: 1500 } }).expect(200);
    await authorised();
    expect(await account('ann')).toMatchObject({ usedToday: 1000 });
    const { body } = await the.store.post('/orders/o/cancel', { reason: 'no longer' }).expect(200);
    expect(body).toMatchObject({
      state: 'cancelled',
      cancelReason: 'no longer',
      refunded: 0,
      lines: [{ open: 0, cancelled: 2 }],
    });
    expect(await the.store.stock('TEE')).toMatchObject(asBefore);
    expect(await account('ann')).toMatchObject({ balance: 10_000, held: 0, usedToday: 0 });
    const group = (await the.store.get(`/ledger/groups/${body.payment.groupId}`).expect(200)).body;
    expect(group.state).toBe('voided');
    await clean();
    expect((await capture().expect(409)).body).toMatchObject({ code: 'INVALID_STATE', state: 'cancelled' });
  });

  it('writes the units off where they are not to come back', async () => {
    await authorised();
    await the.store.post('/orders/o/cancel', { restock: false }).expect(200);
    expect(await the.store.stock('TEE')).toMatchObject(takenOff);
    await clean();
  });
});

describe('an authorised order at its deadline', () => {
  const lapse = () => lapseOrder(the.house.redis.client, the.store.name, 'o');

  it('cannot be captured; it is expired, and its units and money are back', async () => {
    await authorised();
    await lapse();
    expect((await capture().expect(409)).body).toMatchObject({ code: 'INVALID_STATE', state: 'expired' });
    expect(await get()).toMatchObject({ state: 'expired', version: 2 });
    expect(await the.store.stock('TEE')).toMatchObject(asBefore);
    expect(await account('ann')).toMatchObject({ balance: 10_000, held: 0, usedToday: 0 });
    for (const call of ['capture', 'cancel', 'fulfil']) {
      expect((await the.store.post(`/orders/o/${call}`).expect(409)).body.state).toBe('expired');
    }
    await clean();
  });

  it('makes no other order fail for the units that it took', async () => {
    await authorised();
    await lapse();
    const rest = { customerId: 'bob', lines: [{ sku: 'TEE', quantity: 10 }] };
    await the.store.post('/orders', rest).expect(201);
    expect((await get()).state).toBe('expired');
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 0, sold: 10 });
    await clean();
  });

  it('needs no more than a transfer that the ledger has ended first', async () => {
    await authorised();
    await lapse();
    await the.store.post('/ledger/sweeper/runs').expect(200);
    expect((await capture().expect(409)).body.state).toBe('expired');
    expect(await the.store.stock('TEE')).toMatchObject(asBefore);
    await clean();
  });
});

describe('a payment that takes over a pending transfer', () => {
  const hold = (more: object = {}) =>
    the.store.post('/ledger/transfers', {
      ...{ id: 't', from: 'ann', to: 'shop', amount: 1000, pending: { ttlSeconds: 300 }, ...more },
    });

  it('authorises the order until the deadline of the transfer', async () => {
    const transfer = (await hold().expect(201)).body;
    const { body } = await order({ transferId: 't' }).expect(201);
    expect(body).toMatchObject({
      state: 'authorised',
      expiresAt: transfer.expiresAt,
      payment: { from: 'ann', to: 'shop', transferId: 't' },
    });
    for (const verb of ['post', 'void']) {
      const refused = await unchanged(() => the.store.post(`/ledger/transfers/t/${verb}`).expect(409));
      expect(refused.body.code).toBe('GROUPED');
    }
    expect((await unchanged(() => order({ transferId: 't' }, 'o2').expect(409))).body.code).toBe('GROUPED');
    await capture().expect(200);
    expect(await the.store.balance('shop')).toBe(1000);
    await the.store.post('/orders/o/refunds', { amount: 400 }).expect(201);
    expect(await the.store.balance('shop')).toBe(600);
    await clean();
  });

  it.each([
    [
      'another amount',
      { amount: 999 },
      {},
      409,
      { code: 'PAYMENT_MISMATCH', what: 'amount', expected: 1000 },
    ],
    ['another payer', {}, { from: 'shop' }, 409, { code: 'PAYMENT_MISMATCH', what: 'from', actual: 'ann' }],
    [
      'a transfer that is posted',
      { pending: undefined },
      {},
      409,
      { code: 'INVALID_STATE', state: 'posted' },
    ],
    ['an unknown transfer', { id: 'other' }, {}, 404, { code: 'TRANSFER_NOT_FOUND' }],
  ])('refuses %s', async (_title, wrong, payment, status, problem) => {
    await hold(wrong).expect(201);
    const { body } = await unchanged(() => order({ transferId: 't', ...payment }).expect(status));
    expect(body).toMatchObject(problem);
  });

  it('refuses another asset', async () => {
    for (const id of ['x', 'y']) await the.store.put(`/ledger/accounts/${id}`, { asset: 'PTS' }).expect(201);
    await the.store.post('/ledger/transfers', { from: '@world', to: 'x', amount: 1000 }).expect(201);
    await hold({ from: 'x', to: 'y' }).expect(201);
    expect((await order({ transferId: 't' }).expect(422)).body.code).toBe('ASSET_MISMATCH');
  });

  it.each(['to', 'legs', 'authorise'])('takes no %s beside it', async (name) => {
    const others = { to: 'shop', legs, authorise: { ttlSeconds: 60 } };
    const payment = { transferId: 't', [name]: others[name as keyof typeof others] };
    expect((await order(payment).expect(400)).body.errors[0].pointer).toBe(`/payment/${name}`);
  });

  it('is voided when the order is cancelled', async () => {
    await hold().expect(201);
    await order({ from: 'ann', transferId: 't' }).expect(201);
    await the.store.post('/orders/o/cancel').expect(200);
    expect((await the.store.get('/ledger/transfers/t').expect(200)).body.state).toBe('voided');
    await clean();
  });
});

describe('the sweeper of orders', () => {
  const swept = useStore({ SWEEP_INTERVAL_MS: 50 });

  it('ends an order with its units and its money in one script', async () => {
    const { store, house } = swept;
    await store.receive('TEE', 10);
    await store.price('TEE', 500);
    for (const id of ['shop', 'platform']) await store.fund(id, 0);
    await store.fund('ann', 10_000);
    const payment = { from: 'ann', legs, authorise: { ttlSeconds: 1 } };
    await store.post('/orders', { customerId: 'ann', id: 'o', lines, payment }).expect(201);
    await eventually(async () => {
      expect((await store.get('/orders/o').expect(200)).body.state).toBe('expired');
    });
    expect(await store.stock('TEE')).toMatchObject(asBefore);
    expect((await store.get('/ledger/accounts/ann').expect(200)).body).toMatchObject({ held: 0 });
    const types = (await effectsIn(house.redis.client, `ch:{${store.name}}:journal`)).map(({ type }) => type);
    expect(types.filter((type) => type === 'transfer.expired')).toHaveLength(2);
    expect(types).toContain('order.expired');
  });
});

it('tells of it in the journal', async () => {
  await authorised();
  await capture().expect(200);
  const types = (await journal()).map(({ type }) => type).filter((type) => type.startsWith('order.'));
  expect(types).toEqual(['order.authorised', 'order.captured']);
});

import { withoutChange } from '../../support/snapshot';
import { useStore } from '../../support/use-house';

const PAYEES = ['shop', 'platform'];

const the = useStore();
beforeEach(async () => {
  await the.store.receive('TEE', 10);
  await the.store.price('TEE', 999);
  await the.store.fund('ann', 10_000);
  for (const id of PAYEES) await the.store.fund(id, 0);
});

const order = (legs: object[], more: object = {}, quantity = 1) =>
  the.store.post('/orders', {
    customerId: 'ann',
    id: 'o',
    lines: [{ sku: 'TEE', quantity }],
    payment: { from: 'ann', legs, ...more },
  });
const unchanged = <T>(work: () => PromiseLike<T>): Promise<T> =>
  withoutChange(the.house.redis.client, async () => await work());
const balances = (ids = PAYEES): Promise<number[]> => Promise.all(ids.map((id) => the.store.balance(id)));
const usedToday = async (): Promise<number> =>
  (await the.store.get('/ledger/accounts/ann').expect(200)).body.usedToday;

describe('POST /orders with a payment in legs', () => {
  it('pays each, and shows the legs', async () => {
    const legs = [
      { to: '@world', amount: 100 },
      { to: 'platform', shareBps: 1000 },
      { to: 'shop', rest: true },
    ];
    const { body } = await order(legs).expect(201);
    expect(body).toMatchObject({
      state: 'placed',
      total: 999,
      payment: {
        from: 'ann',
        groupId: expect.any(String),
        legs: [
          { to: '@world', amount: 100, transferId: expect.any(String) },
          { to: 'platform', amount: 99, transferId: expect.any(String) },
          { to: 'shop', amount: 800, transferId: expect.any(String) },
        ],
      },
    });
    expect(body.payment).not.toHaveProperty('to');
    expect(body).not.toHaveProperty('expiresAt');
    expect((await the.store.get('/orders/o').expect(200)).body).toEqual(body);
    expect(await balances()).toEqual([800, 99]);
    const { body: leg } = await the.store.get(`/ledger/transfers/${body.payment.legs[1].transferId}`);
    expect(leg).toMatchObject({ state: 'posted', amount: 99, to: 'platform', reference: 'o' });
  });

  it.each([
    [[3333, 3333, 3334], 1, [333, 333, 333]],
    [[5000, 5000], 1, [500, 499]],
    [[2500, 2500, 2500, 2500], 1, [250, 250, 250, 249]],
    [[1, 9999], 1, [0, 999]],
  ])('rounds shares of %p by the largest remainder, the earlier first', async (shares, quantity, amounts) => {
    const legs = shares.map((shareBps, i) => ({ to: PAYEES[i % 2], shareBps }));
    const { body } = await order(legs, {}, quantity).expect(201);
    expect(body.payment.legs.map(({ amount }: { amount: number }) => amount)).toEqual(amounts);
    expect(await the.store.balance('ann')).toBe(10_000 - 999);
  });

  it('lets two legs pay one account', async () => {
    await order([
      { to: 'shop', amount: 400 },
      { to: 'shop', rest: true },
    ]).expect(201);
    expect(await the.store.balance('shop')).toBe(999);
  });

  it('moves nothing for a leg of 0, and nothing at all for a total of 0', async () => {
    const { body } = await order([
      { to: 'shop', amount: 999 },
      { to: 'platform', rest: true },
    ]).expect(201);
    expect(body.payment.legs[1]).toEqual({ to: 'platform', amount: 0, transferId: null });
    await the.store.price('TEE', 0);
    const free = await the.store.post('/orders', {
      customerId: 'ann',
      lines: [{ sku: 'TEE', quantity: 1 }],
      payment: {
        from: 'nobody',
        legs: [
          { to: 'none', shareBps: 5000 },
          { to: 'other', rest: true },
        ],
      },
    });
    expect(free.status).toBe(201);
    expect(free.body.payment).toEqual({
      from: 'nobody',
      groupId: null,
      legs: [
        { to: 'none', amount: 0, transferId: null },
        { to: 'other', amount: 0, transferId: null },
      ],
    });
  });

  it.each([
    ['too little', [{ to: 'shop', amount: 998 }], 998],
    ['too much', [{ to: 'shop', amount: 1000 }], 1000],
    [
      'too much before the rest',
      [
        { to: 'shop', amount: 1000 },
        { to: 'platform', rest: true },
      ],
      1000,
    ],
    ['shares of less than all', [{ to: 'shop', shareBps: 9000 }], 899],
  ])('refuses legs that come to %s', async (_title, legs, actual) => {
    const { body } = await unchanged(() => order(legs).expect(409));
    expect(body).toMatchObject({ code: 'PAYMENT_MISMATCH', what: 'legs', expected: 999, actual });
  });

  it('lets shares beside amounts take what those leave, where it is theirs to the unit', async () => {
    await order([
      { to: 'shop', amount: 100 },
      { to: 'platform', shareBps: 9000 },
    ]).expect(201);
    expect(await balances()).toEqual([100, 899]);
  });

  it.each([
    ['no leg', [], '/payment/legs'],
    ['eleven legs', Array(11).fill({ to: 'shop', amount: 1 }), '/payment/legs'],
    ['a leg without an amount', [{ to: 'shop' }], '/payment/legs/0'],
    [
      'a leg with two',
      [
        { to: 'shop', rest: true },
        { to: 'shop', amount: 1, shareBps: 1 },
      ],
      '/payment/legs/1',
    ],
    [
      'two rests',
      [
        { to: 'shop', rest: true },
        { to: 'platform', rest: true },
      ],
      '/payment/legs',
    ],
    ['no rest', [{ to: 'shop', rest: false }], '/payment/legs/0/rest'],
    [
      'more than all',
      [
        { to: 'shop', shareBps: 9000 },
        { to: 'platform', shareBps: 1001 },
      ],
      '/payment/legs',
    ],
    ['an amount of 0', [{ to: 'shop', amount: 0 }], '/payment/legs/0/amount'],
  ])('refuses %s', async (_title, legs, pointer) => {
    const { body } = await unchanged(() => order(legs).expect(400));
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('takes either a payee or legs', async () => {
    const legs = [{ to: 'shop', rest: true }];
    expect((await order(legs, { to: 'shop' }).expect(400)).body.errors[0].pointer).toBe('/payment/legs');
  });

  it.each([
    [
      'unknown accounts, all named',
      [
        { to: 'x', amount: 1 },
        { to: 'y', rest: true },
      ],
      404,
      'ACCOUNT_NOT_FOUND',
    ],
    [
      'the payer itself',
      [
        { to: 'shop', amount: 1 },
        { to: 'ann', rest: true },
      ],
      422,
      'SAME_ACCOUNT',
    ],
    [
      'another asset',
      [
        { to: 'shop', amount: 1 },
        { to: 'points', rest: true },
      ],
      422,
      'ASSET_MISMATCH',
    ],
    [
      'a frozen account',
      [
        { to: 'shop', amount: 1 },
        { to: 'frozen', rest: true },
      ],
      409,
      'INVALID_STATE',
    ],
  ])('refuses %s', async (_title, legs, status, code) => {
    await the.store.put('/ledger/accounts/points', { asset: 'PTS' }).expect(201);
    await the.store.fund('frozen', 0);
    await the.store.post('/ledger/accounts/frozen/freeze').expect(200);
    const { body } = await unchanged(() => order(legs).expect(status));
    expect(body).toMatchObject({ code, funds: { code } });
    if (code === 'ACCOUNT_NOT_FOUND') expect(body.accounts).toEqual(['x', 'y']);
  });

  const halves = [
    { to: 'shop', shareBps: 5000 },
    { to: 'platform', shareBps: 5000 },
  ];

  it('compares the limits of the payer with the total, and counts it once', async () => {
    await the.store.put('/ledger/accounts/ann', { limits: { perTransfer: 998, daily: 5000 } }).expect(200);
    const { body } = await unchanged(() => order(halves).expect(409));
    expect(body.funds).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      scope: 'perTransfer',
      limit: 998,
      requested: 999,
    });
    await the.store.put('/ledger/accounts/ann', { limits: { perTransfer: 999, daily: 999 } }).expect(200);
    await order(halves).expect(201);
    expect(await usedToday()).toBe(999);
  });

  it('names what the total lacks', async () => {
    await the.store.receive('TEE', 10);
    const { body } = await unchanged(() => order(halves, {}, 11).expect(409));
    expect(body.funds).toMatchObject({ code: 'INSUFFICIENT_FUNDS', available: 10_000, requested: 10_989 });
  });
});

describe('the legs of an order', () => {
  const legs = [
    { to: 'platform', shareBps: 1000 },
    { to: 'shop', shareBps: 9000 },
  ];

  it('go back together when it is cancelled, and the limit gets them back', async () => {
    await the.store.put('/ledger/accounts/ann', { limits: { daily: 5000 } }).expect(200);
    await order(legs, {}, 2).expect(201);
    expect(await usedToday()).toBe(1998);
    const { body } = await the.store.post('/orders/o/cancel').expect(200);
    expect(body).toMatchObject({ state: 'cancelled', payment: { refundTransferId: expect.any(String) } });
    expect(await balances(['ann', ...PAYEES])).toEqual([10_000, 0, 0]);
    expect(await usedToday()).toBe(0);
  });

  it('stay where one payee cannot pay back', async () => {
    await order(legs).expect(201);
    await the.store.post('/ledger/transfers', { from: 'platform', to: '@world', amount: 1 }).expect(201);
    const { body } = await unchanged(() => the.store.post('/orders/o/cancel').expect(409));
    expect(body).toMatchObject({ code: 'INSUFFICIENT_FUNDS', funds: { account: 'platform' } });
  });

  it('cannot be taken back singly, nor by their group', async () => {
    const { payment } = (await order(legs).expect(201)).body;
    const single = `/ledger/transfers/${payment.legs[0].transferId}/reverse`;
    expect((await the.store.post(single).expect(409)).body).toMatchObject({
      code: 'GROUPED',
      group: payment.groupId,
    });
    const group = `/ledger/groups/${payment.groupId}`;
    expect((await the.store.get(group).expect(200)).body).toMatchObject({ state: 'posted', orderId: 'o' });
    expect((await the.store.post(`${group}/reverse`).expect(409)).body).toMatchObject({
      code: 'GROUPED',
      orderId: 'o',
    });
  });
});

describe('POST /carts/{id}/checkout with a payment in legs', () => {
  it('pays each', async () => {
    await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 2 }).expect(200);
    const payment = {
      from: 'ann',
      legs: [
        { to: 'platform', shareBps: 250 },
        { to: 'shop', rest: true },
      ],
    };
    const { body } = await the.store.post('/carts/c/checkout', { customerId: 'ann', payment }).expect(201);
    expect(body.payment.legs).toMatchObject([{ amount: 49 }, { amount: 1949 }]);
  });
});

import { MAX } from '../../support/stock-by-hand';
import { useShop } from '../../support/use-shop';
import { orderCalls, tee } from './order-calls';

const the = useShop({ SWEEP_INTERVAL_MS: 3_600_000 });
const { order, untouched } = orderCalls(the);

const at = (unitPrice: number, quantity = 2): object[] => [{ sku: 'TEE', quantity, unitPrice }];
const checkOut = async (body: object): Promise<{ status: number; body: Record<string, unknown> }> => {
  await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 2 }).expect(200);
  return the.store.post('/carts/c/checkout', { customerId: 'ann', ...body });
};

describe('charges', () => {
  it('are part of the total, and kept', async () => {
    const charges = [
      { type: 'shipping', amount: 499 },
      { type: 'discount', code: 'MAY', amount: -1000, sku: 'TEE' },
      { type: 'tip', amount: 0 },
    ];
    const { body } = await order(tee(2), { charges, expectedTotal: 3497, id: 'o' }).expect(201);
    expect(body).toMatchObject({ total: 3497, charges, version: 1 });
    expect((await the.store.get('/orders/o').expect(200)).body).toEqual(body);
  });

  it('may leave nothing to pay, and not less', async () => {
    const off = (amount: number): object => ({ charges: [{ type: 'discount', amount }] });
    expect((await order(tee(2), off(-3999)).expect(409)).body.code).toBe('TOTAL_NEGATIVE');
    await untouched();
    expect((await order(tee(2), off(-3998)).expect(201)).body.total).toBe(0);
  });

  it('add up exactly near the cap', async () => {
    const charges = [MAX, MAX, -MAX, -MAX, MAX - 3998].map((amount) => ({ type: 'fee', amount }));
    expect(
      (await order(tee(2), { charges: [...charges, { type: 'tax', amount: 1 }] }).expect(409)).body,
    ).toMatchObject({
      code: 'CAP_EXCEEDED',
      field: 'total',
    });
    expect((await order(tee(2), { charges }).expect(201)).body.total).toBe(MAX);
  });

  it('come back when the whole order is cancelled before anything was fulfilled, with the last piece', async () => {
    await the.store.fund('ann', 10_000);
    await the.store.fund('shop', 0);
    const more = { charges: [{ type: 'shipping', amount: 499 }], payment: { from: 'ann', to: 'shop' } };
    for (const id of ['a', 'b']) await order(tee(2), { id, ...more }).expect(201);
    const cancel = async (id: string): Promise<number> =>
      (await the.store.post(`/orders/${id}/cancellations`, { lines: tee(1) }).expect(201)).body.refunded;
    expect([await cancel('a'), await cancel('a')]).toEqual([1999, 3998 + 499]);
    await the.store.post('/orders/b/fulfilments', { lines: tee(1) }).expect(201);
    expect(await cancel('b')).toBe(1999);
    await the.store.post('/orders/b/returns', { lines: tee(1) }).expect(201);
    const { body } = await the.store.post('/orders/b/refunds', { amount: 500 }).expect(409);
    expect(body).toMatchObject({ code: 'REFUND_EXCEEDED', left: 499 });
  });

  it.each([
    [{ charges: [{ type: 'gift', amount: 1 }] }, '/charges/0/type'],
    [{ charges: [{ type: 'tax', amount: 1.5 }] }, '/charges/0/amount'],
    [{ charges: Array(51).fill({ type: 'tax', amount: 1 }) }, '/charges'],
    [{ charges: [{ type: 'tax', amount: 1 }, { type: 'tax', amount: 1, sku: 'MUG' }] }, '/charges/1/sku'], // prettier-ignore
    [{ expectedLines: [{ sku: 'MUG', unitPrice: 850 }] }, '/expectedLines/0/sku'],
  ])('refuse %j', async (more, pointer) => {
    expect((await order(tee(1), more).expect(400)).body.errors[0].pointer).toBe(pointer);
    await untouched();
  });
});

describe('prices of a caller', () => {
  it('stand in the place of those of the list', async () => {
    const { body } = await order([...at(1500), { sku: 'MUG', quantity: 1 }]).expect(201);
    expect(body.lines).toMatchObject([
      { unitPrice: 1500, lineTotal: 3000, priceSource: 'caller' },
      { unitPrice: 850, priceSource: 'list' },
    ]);
    expect(body.total).toBe(3850);
  });

  it('need no price of the list, and may be 0', async () => {
    await the.store.delete('/prices/TEE').expect(200);
    expect((await order(at(0)).expect(201)).body).toMatchObject({ total: 0 });
    expect((await order(tee(1)).expect(409)).body.code).toBe('PRICE_MISSING');
  });

  it('of a checkout come in a list, whose SKUs the cart has', async () => {
    const prices = [{ sku: 'TEE', unitPrice: 1500 }];
    const strange = await checkOut({ prices: [...prices, { sku: 'MUG', unitPrice: 1 }] });
    expect([strange.status, strange.body.errors]).toMatchObject([400, [{ pointer: '/prices/1/sku' }]]);
    const { status, body } = await the.store.post('/carts/c/checkout', {
      ...{ customerId: 'ann', prices, expectedTotal: 3000, metadata: { gift: true } },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ lines: [{ priceSource: 'caller' }], total: 3000, metadata: { gift: true } });
  });

  it('are one for each SKU', async () => {
    for (const lines of [
      [...at(1), ...at(2)],
      [...at(1), ...tee(1)],
    ]) {
      expect((await order(lines).expect(400)).body.errors[0].pointer).toBe('/lines/1/unitPrice');
    }
    expect((await order([...at(7, 1), ...at(7, 2)]).expect(201)).body.lines).toMatchObject([
      { quantity: 3, unitPrice: 7, lineTotal: 21 },
    ]);
  });
});

describe('an order without prices', () => {
  it('has none, in lines and total', async () => {
    await the.store.delete('/prices/TEE').expect(200);
    const { body } = await order(tee(2), { priced: false, id: 'o' }).expect(201);
    expect(body).toMatchObject({ total: null, units: 2, payment: null });
    expect(body.lines).toMatchObject([{ unitPrice: null, lineTotal: null, priceSource: null, open: 2 }]);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 8, sold: 2 });
    const journal = (await the.store.get('/journal?limit=200')).body.items;
    expect(journal.at(-1).data).toMatchObject({ lines: tee(2), total: 0 });
    const after = await the.store.post('/orders/o/cancellations', { lines: tee(1) }).expect(201);
    expect(after.body).toMatchObject({ total: null, refunded: 0 });
  });

  it.each([
    { payment: { from: 'ann', to: 'shop' } },
    { expectedTotal: 0 },
    { charges: [{ type: 'tax', amount: 1 }] },
    { lines: at(1) },
  ])('takes nothing about money: %j', async (more) => {
    const { body } = await order(tee(1), { priced: false, ...more }).expect(422);
    expect(body.code).toBe('ORDER_UNPRICED');
    await untouched();
  });
});

describe('expectedLines', () => {
  const expecting = (...prices: [string, number][]): object => ({
    expectedLines: prices.map(([sku, unitPrice]) => ({ sku, unitPrice })),
  });
  const both = [...tee(1), { sku: 'MUG', quantity: 1 }];

  it('lets an order through at just these prices', async () => {
    await order(both, expecting(['MUG', 850], ['TEE', 1999])).expect(201);
  });

  it('catches prices that change against each other, which a total does not', async () => {
    await the.store.price('TEE', 2000);
    await the.store.price('MUG', 849);
    const { body } = await order(both, {
      ...expecting(['TEE', 1999], ['MUG', 850]),
      expectedTotal: 2849,
    }).expect(409);
    expect(body).toMatchObject({
      code: 'TOTAL_CHANGED',
      lines: [
        { sku: 'TEE', expectedUnitPrice: 1999, unitPrice: 2000 },
        { sku: 'MUG', expectedUnitPrice: 850, unitPrice: 849 },
      ],
    });
    await untouched();
  });

  it('is complete: a line that it does not name was not expected', async () => {
    const { body } = await order(both, expecting(['TEE', 1999])).expect(409);
    expect(body.lines).toEqual([{ sku: 'MUG', expectedUnitPrice: null, unitPrice: 850 }]);
  });
});

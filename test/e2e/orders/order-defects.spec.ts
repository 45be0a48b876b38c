import { useShop } from '../../support/use-shop';
import { orderCalls, tee } from './order-calls';

const the = useShop({ SWEEP_INTERVAL_MS: 3_600_000 });

const MAX = 9_007_199_254_740_991;
const { order, untouched } = orderCalls(the);

describe('POST /orders', () => {
  it('defect 1: adds up the lines of one SKU: 3 + 3 of five is a shortage', async () => {
    const lines = [...tee(6), ...tee(5)];
    expect((await order(lines).expect(409)).body.shortages).toEqual([
      { sku: 'TEE', requested: 11, available: 10 },
    ]);
    await untouched();
    expect((await order([...tee(6), ...tee(4)]).expect(201)).body.lines).toMatchObject([
      { sku: 'TEE', quantity: 10, unitPrice: 1999, lineTotal: 19990 },
    ]);
  });

  const refuses = async (quantity: unknown): Promise<void> => {
    const { body } = await order([{ sku: 'MUG', quantity: 1 }, ...tee(quantity)]).expect(400);
    expect(body.errors[0].pointer).toBe('/lines/1/quantity');
    await untouched();
  };

  it.each([-100, -1, 0])('defect 2: refuses the quantity %p and sells nothing', refuses);

  it.each([1.5, '0x3', '3', 'three', null, undefined, [1], 1e300])(
    'defect 4: refuses the quantity %p and sells nothing',
    refuses,
  );

  it('defect 3: sells nothing where any line is wrong, or a key is not what it should be', async () => {
    await order([{ sku: 'MUG', quantity: 2 }, ...tee(1.5)]).expect(400);
    const key = `ch:{${the.store.name}}:orders`;
    await the.house.redis.client.lpush(key, 'x');
    expect((await order(tee(1)).expect(500)).body.code).toBe('STORE_CORRUPTED');
    await the.house.redis.client.del(key);
    await untouched();
  });

  it('defect 5: refuses an id that exists, and keeps the first order', async () => {
    await order(tee(1), { id: 'o1' }).expect(201);
    expect((await order(tee(2), { id: 'o1' }).expect(409)).body).toMatchObject({
      code: 'ORDER_ALREADY_EXISTS',
      id: 'o1',
    });
    expect((await the.store.stock('TEE')).onHand).toBe(9);
  });

  it.each([[[]], [undefined], [null], ['TEE']])('defect 6: refuses the lines %p', async (lines) => {
    await order(lines as object).expect(400);
    await untouched();
  });

  it('defect 7: leaves alone what holds keep back', async () => {
    const hold = { lines: tee(10), ttlSeconds: 60, id: 'h' };
    await the.store.post('/inventory/reservations', hold).expect(201);
    expect((await order(tee(5)).expect(409)).body.shortages).toMatchObject([
      { sku: 'TEE', requested: 5, available: 0 },
    ]);
    await the.store.post('/inventory/reservations/h/commit').expect(200);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 0, reserved: 0 });
  });

  it('defect 8: keeps large numbers to the last digit', async () => {
    await the.store.receive('BIG', MAX);
    await the.store.price('BIG', 1);
    const { body } = await order([{ sku: 'BIG', quantity: MAX }], { id: 'o' }).expect(201);
    expect(body).toMatchObject({ units: MAX, total: MAX, lines: [{ quantity: MAX, lineTotal: MAX }] });
    expect((await the.store.get('/orders/o')).text).toContain('"total":9007199254740991,');
    expect((await the.store.get('/sales/BIG')).body).toEqual({ sku: 'BIG', unitsSold: MAX });
  });

  it('defect 8: refuses a total that would not be exact', async () => {
    await the.store.price('TEE', MAX);
    expect((await order(tee(2)).expect(409)).body).toMatchObject({
      code: 'CAP_EXCEEDED',
      of: 'TEE',
      field: 'lineTotal',
    });
    const lines = [...tee(1), { sku: 'MUG', quantity: 1 }];
    expect((await order(lines).expect(409)).body).toMatchObject({ code: 'CAP_EXCEEDED', field: 'total' });
    expect((await order([...tee(MAX), ...tee(MAX)]).expect(409)).body).toMatchObject({
      code: 'CAP_EXCEEDED',
      field: 'quantity',
    });
    await untouched();
    expect((await order(tee(1)).expect(201)).body.total).toBe(MAX);
  });

  it('defect 10: has the prices of the store, and its clock', async () => {
    await order([{ sku: 'TEE', quantity: 1, price: 1 }]).expect(400);
    await order(tee(1), { createdAt: '2001-01-01T00:00:00Z' }).expect(400);
    const { body } = await order(tee(1)).expect(201);
    expect(Math.abs(Date.parse(body.createdAt) - Date.now())).toBeLessThan(2_000);
  });

  it('defect 11: names every short line, and tells an unknown SKU from a short one', async () => {
    const lines = [...tee(11), { sku: 'MUG', quantity: 6 }];
    expect((await order(lines).expect(409)).body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      shortages: [
        { sku: 'TEE', requested: 11, available: 10 },
        { sku: 'MUG', requested: 6, available: 5 },
      ],
    });
    await the.store.price('NONE', 5);
    expect((await order([...lines, { sku: 'NONE', quantity: 1 }]).expect(404)).body).toMatchObject({
      code: 'SKU_NOT_FOUND',
      codes: ['SKU_NOT_FOUND', 'INSUFFICIENT_STOCK'],
      skus: ['NONE'],
      shortages: [{ sku: 'TEE' }, { sku: 'MUG' }],
    });
    await untouched();
  });
});

it('defect 12: every key of a store has its hash tag', async () => {
  await order(tee(1)).expect(201);
  await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 1 }).expect(200);
  const keys = (await the.house.redis.client.keys('*')).filter((key) => key !== 'ch:stores');
  expect(keys.filter((key) => !/^ch:\{[a-z0-9-]+\}:/.test(key))).toEqual([]);
});

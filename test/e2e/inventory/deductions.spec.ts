import { randomUUID } from 'node:crypto';
import { useStore } from '../../support/use-house';

const the = useStore();
beforeEach(async () => {
  await the.store.receive('TEE', 10);
});

const deduct = (body: object, key?: string) => the.store.post('/inventory/items/TEE/deductions', body, key);
const movements = async () => (await the.store.get('/inventory/items/TEE/movements').expect(200)).body.items;

describe('POST /inventory/items/{sku}/deductions', () => {
  it('takes units and answers with on hand before and after', async () => {
    const { body } = await deduct({ quantity: 3, id: 'd1' }).expect(201);
    expect(body).toEqual({
      id: 'd1',
      sku: 'TEE',
      quantity: 3,
      from: 10,
      to: 7,
      available: 7,
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(await the.store.stock('TEE')).toEqual({
      sku: 'TEE',
      onHand: 7,
      reserved: 0,
      available: 7,
      sold: 3,
    });
  });

  it('takes from what is available, never from what is held', async () => {
    await the.store
      .post('/inventory/reservations', { lines: [{ sku: 'TEE', quantity: 8 }], ttlSeconds: 60 })
      .expect(201);
    const { body } = await deduct({ quantity: 3 }).expect(409);
    expect(body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      status: 409,
      shortages: [{ sku: 'TEE', requested: 3, available: 2 }],
      instance: `/v1/stores/${the.store.name}/inventory/items/TEE/deductions`,
    });
    expect(body.requestId).toBeTruthy();
  });

  it.each([-3, 0, 0.5, '3', 'nan', '0x3', null, 9007199254740992, 1e400, [3], true])(
    'defect 33, 35: refuses a quantity of %p and changes nothing',
    async (quantity) => {
      const { body } = await deduct({ quantity }).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '/quantity' }] });
      expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, sold: 0 });
      expect(await movements()).toHaveLength(1);
    },
  );

  it('defect 34: is exact where a double would be written as 1e+15', async () => {
    await the.store
      .post('/inventory/items/TEE/adjustments', { setTo: 1000000000000005, reason: 'correction' })
      .expect(201);
    expect((await deduct({ quantity: 1 })).body).toMatchObject({
      from: 1000000000000005,
      to: 1000000000000004,
    });
    await the.store
      .post('/inventory/items/TEE/adjustments', { setTo: 9007199254740991, reason: 'correction' })
      .expect(201);
    expect((await deduct({ quantity: 9007199254740990 })).body).toMatchObject({ to: 1 });
  });

  it('defect 37: journals a decrease, with numbers as numbers', async () => {
    await deduct({ quantity: 3, id: 'd1', reference: 'order 7' }, 'key-1').expect(201);
    const { body } = await the.store.get('/journal').expect(200);
    expect(body.items.at(-1)).toMatchObject({
      type: 'inventory.deducted',
      operationId: 'key-1',
      data: { action: 'decrease', by: 'd1', sku: 'TEE', from: 10, to: 7, change: 3, reference: 'order 7' },
    });
  });

  it('defect 38: refuses an id that exists under another key, and says so', async () => {
    await deduct({ quantity: 3, id: 'd1' }).expect(201);
    expect((await deduct({ quantity: 3, id: 'd1' }).expect(409)).body.code).toBe(
      'OPERATION_ALREADY_EXECUTED',
    );
    expect((await the.store.stock('TEE')).onHand).toBe(7);
  });

  it('refuses when the units ever sold would pass the cap', async () => {
    await the.store
      .post('/inventory/items/TEE/adjustments', { setTo: 9007199254740991, reason: 'correction' })
      .expect(201);
    await deduct({ quantity: 9007199254740991 }).expect(201);
    await the.store.receive('TEE', 1);
    expect((await deduct({ quantity: 1 }).expect(409)).body).toMatchObject({
      code: 'CAP_EXCEEDED',
      field: 'sold',
    });
  });

  it('does not know a SKU that was never stocked', async () => {
    const { body } = await the.store.post('/inventory/items/NONE/deductions', { quantity: 1 }).expect(404);
    expect(body).toMatchObject({ code: 'SKU_NOT_FOUND', skus: ['NONE'] });
  });
});

describe('GET /inventory/items/{sku}/deductions/{id}', () => {
  it('reads what was answered, and when it was reversed', async () => {
    const made = (await deduct({ quantity: 3, id: 'd1', reference: 'r' }).expect(201)).body;
    expect((await the.store.get('/inventory/items/TEE/deductions/d1').expect(200)).body).toEqual(made);
    await the.store.post('/inventory/items/TEE/deductions/d1/reversal').expect(201);
    const { body } = await the.store.get('/inventory/items/TEE/deductions/d1').expect(200);
    expect(body).toEqual({ ...made, reversed: 3, reversedAt: expect.any(String) });
  });

  it('does not know the deduction of another SKU', async () => {
    await the.store.receive('MUG', 1);
    await deduct({ quantity: 1, id: 'd1' }).expect(201);
    expect((await the.store.get('/inventory/items/MUG/deductions/d1').expect(404)).body.code).toBe(
      'DEDUCTION_NOT_FOUND',
    );
  });
});

describe('POST /inventory/items/{sku}/deductions/{id}/reversal', () => {
  it('defect 40: gives the units back, once', async () => {
    await deduct({ quantity: 3, id: 'd1' }).expect(201);
    const { body } = await the.store.post('/inventory/items/TEE/deductions/d1/reversal').expect(201);
    expect(body).toMatchObject({ id: 'd1', quantity: 3, from: 7, to: 10, available: 10 });
    const again = await the.store.post('/inventory/items/TEE/deductions/d1/reversal').expect(409);
    expect(again.body).toMatchObject({ code: 'INVALID_STATE', state: 'reversed' });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, sold: 0 });
  });
});

describe('POST /inventory/deductions/batch', () => {
  it('decides each item on its own, in order', async () => {
    const items = [
      { sku: 'TEE', quantity: 6, id: 'b1' },
      { sku: 'TEE', quantity: 6 },
      { sku: 'NONE', quantity: 1 },
      { sku: 'TEE', quantity: 4 },
      { sku: 'TEE', quantity: 1, id: 'b1' },
    ];
    const key = randomUUID();
    const { body, text } = await the.store.post('/inventory/deductions/batch', { items }, key).expect(200);
    expect(body.results.map(({ status }: { status: number }) => status)).toEqual([201, 409, 404, 201, 409]);
    expect(body.results[0].body).toMatchObject({ id: 'b1', from: 10, to: 4 });
    expect(body.results[1].body).toMatchObject({ code: 'INSUFFICIENT_STOCK', shortages: [{ available: 4 }] });
    expect(body.results[4].body.code).toBe('OPERATION_ALREADY_EXECUTED');
    expect((await the.store.stock('TEE')).onHand).toBe(0);
    await the.store.receive('TEE', 50);
    const replay = await the.store.post('/inventory/deductions/batch', { items }, key).expect(200);
    expect(replay.text).toBe(text);
    expect(replay.headers['idempotent-replayed']).toBe('true');
    expect((await the.store.stock('TEE')).onHand).toBe(50);
  });

  it('points at the item that is malformed', async () => {
    const items = [
      { sku: 'TEE', quantity: 1 },
      { sku: 'TEE', quantity: 1.5 },
    ];
    const { body } = await the.store.post('/inventory/deductions/batch', { items }).expect(400);
    expect(body.errors).toEqual([{ pointer: '/items/1/quantity', detail: expect.any(String) }]);
  });

  it('takes 500 items and refuses 501', async () => {
    const items = Array.from({ length: 501 }, () => ({ sku: 'TEE', quantity: 1 }));
    await the.store.post('/inventory/deductions/batch', { items }).expect(400);
    const { body } = await the.store
      .post('/inventory/deductions/batch', { items: items.slice(1) })
      .expect(200);
    expect(body.results.filter(({ status }: { status: number }) => status === 201)).toHaveLength(10);
  });
});

import { useStore } from '../../support/use-house';

const the = useStore();
const D1 = '/inventory/items/TEE/deductions/d1';
beforeEach(async () => {
  await the.store.receive('TEE', 10);
  await the.store.post('/inventory/items/TEE/deductions', { quantity: 5, id: 'd1' }).expect(201);
});

const reverse = (body?: object, key?: string) => the.store.post(`${D1}/reversal`, body, key);
const read = async () => (await the.store.get(D1).expect(200)).body;

describe('POST /inventory/items/{sku}/deductions/{id}/reversal, in parts', () => {
  it('gives back as much as is asked for, and all that is left where nothing is said', async () => {
    expect((await reverse({ quantity: 2 }).expect(201)).body).toMatchObject({
      id: 'd1',
      quantity: 2,
      from: 5,
      to: 7,
      available: 7,
    });
    expect(await read()).toMatchObject({ quantity: 5, reversed: 2, reversedAt: expect.any(String) });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 7, sold: 3 });
    expect((await reverse().expect(201)).body).toMatchObject({ quantity: 3, from: 7, to: 10 });
    expect(await read()).toMatchObject({ quantity: 5, reversed: 5 });
    expect((await reverse({ quantity: 1 }).expect(409)).body).toMatchObject({
      code: 'INVALID_STATE',
      state: 'reversed',
    });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, sold: 0 });
    expect((await the.store.post('/inventory/audits').expect(200)).body.drift).toEqual([]);
  });

  it('never gives back more than is left', async () => {
    await reverse({ quantity: 4 }).expect(201);
    expect((await reverse({ quantity: 2 }).expect(409)).body).toMatchObject({
      code: 'QUANTITY_EXCEEDED',
      lines: [{ sku: 'TEE', left: 1, requested: 2 }],
    });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 9, sold: 1 });
  });

  it('may have an id of its own, which is taken once within its deduction', async () => {
    const { body } = await reverse({ quantity: 1, id: 'r1' }).expect(201);
    expect(body).toMatchObject({ id: 'r1', deductionId: 'd1', sku: 'TEE', quantity: 1 });
    expect((await reverse({ quantity: 1, id: 'r1' }).expect(409)).body).toMatchObject({
      code: 'OPERATION_ALREADY_EXECUTED',
      id: 'r1',
    });
    await reverse({ id: 'r2' }).expect(201);
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 1, id: 'd2' }).expect(201);
    const other = '/inventory/items/TEE/deductions/d2/reversal';
    await the.store.post(other, { id: 'r1' }).expect(201);
    const { items } = (await the.store.get('/journal').expect(200)).body;
    expect(items.at(-1)).toMatchObject({
      type: 'inventory.deduction_reversed',
      data: { by: 'd2', id: 'r1', change: 1 },
    });
  });

  it('happens once under one idempotency key', async () => {
    const { text } = await reverse({ quantity: 2 }, 'k').expect(201);
    expect((await reverse({ quantity: 2 }, 'k').expect(201)).text).toBe(text);
    expect((await reverse({ quantity: 3 }, 'k').expect(422)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await read()).toMatchObject({ reversed: 2 });
  });

  it.each([
    [{ quantity: 0 }, '/quantity'],
    [{ quantity: 1.5 }, '/quantity'],
    [{ id: 'a/b' }, '/id'],
    [{ units: 1 }, '/units'],
  ])('refuses %j', async (body, pointer) => {
    expect((await reverse(body).expect(400)).body.errors[0].pointer).toBe(pointer);
  });

  it.each(['TEE/2', '2|TEE/2 5'])('reverses in parts what an older release deducted: %s', async (record) => {
    await the.house.redis.client.hset(`ch:{${the.store.name}}:deductions`, 'd1', record);
    expect(await read()).not.toHaveProperty('reversed');
    await reverse({ quantity: 4 }).expect(201);
    expect(await read()).toMatchObject({ quantity: 5, reversed: 4, available: 5 });
    await reverse({ quantity: 2 }).expect(409);
  });

  it.each(['TEE/2 TEE/3', '2|TEE/2 5 TEE/3'])(
    'knows that an older release reversed it: %s',
    async (record) => {
      await reverse().expect(201);
      await the.house.redis.client.hset(`ch:{${the.store.name}}:deductions`, 'd1', record);
      expect(await read()).toMatchObject({ quantity: 5, reversed: 5, reversedAt: expect.any(String) });
      expect((await reverse({ quantity: 1 }).expect(409)).body.code).toBe('INVALID_STATE');
    },
  );
});

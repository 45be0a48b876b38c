import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { useHouse } from '../support/use-house';

const the = useHouse({ DEFAULT_STORE: 'first' });

const put = (name: string, body: object) => supertest(the.house.url).put(`/v1/stores/${name}`).send(body);

describe('PUT /v1/stores/{store}', () => {
  it('creates a store, and finds it the second time', async () => {
    const name = `s-${randomUUID()}`;
    const { body } = await put(name, { currency: 'EUR', timeZone: 'Europe/Berlin' }).expect(201);
    expect(body).toEqual({
      ...{ name, currency: 'EUR', timeZone: 'Europe/Berlin', createdAt: expect.any(String) },
      defaults: { reservationTtlSeconds: null, limits: { perTransfer: null, daily: null } },
    });
    expect((await put(name, { currency: 'EUR', timeZone: 'Europe/Berlin' }).expect(200)).body).toEqual(body);
    expect((await supertest(the.house.url).get(`/v1/stores/${name}`).expect(200)).body).toEqual(body);
  });

  it('refuses another currency or time zone', async () => {
    const name = `s-${randomUUID()}`;
    await put(name, { currency: 'EUR' }).expect(201);
    const { body } = await put(name, { currency: 'USD' }).expect(409);
    expect(body).toMatchObject({ code: 'STORE_CONFLICT', currency: 'EUR', timeZone: 'UTC' });
    expect((await put(name, { currency: 'EUR', timeZone: 'Asia/Tokyo' }).expect(409)).body.code).toBe(
      'STORE_CONFLICT',
    );
  });

  it.each([
    {},
    { currency: 'usd' },
    { currency: 'USD', timeZone: 'Mars/Base' },
    { currency: 'USD', timeZone: '+03:00' },
    { currency: 1 },
  ])('refuses %j', async (body) => {
    expect((await put(`s-${randomUUID()}`, body).expect(400)).body.code).toBe('VALIDATION_FAILED');
  });
});

describe('GET /v1/stores', () => {
  it('has the default store from boot', async () => {
    const { body } = await supertest(the.house.url).get('/v1/stores/first').expect(200);
    expect(body).toMatchObject({ name: 'first', currency: 'USD', timeZone: 'UTC' });
  });

  it('lists by name, page by page', async () => {
    for (const name of ['zz-1', 'zz-2', 'zz-3']) await put(name, { currency: 'USD' }).expect(201);
    const names: string[] = [];
    let cursor = '';
    do {
      const { body } = await supertest(the.house.url)
        .get(`/v1/stores?limit=2${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      names.push(...body.items.map(({ name }: { name: string }) => name));
      cursor = body.nextCursor;
    } while (cursor);
    expect(names).toEqual([...new Set(names)].sort());
    expect(names).toEqual(expect.arrayContaining(['first', 'zz-1', 'zz-2', 'zz-3']));
  });
});

describe('GET /v1/stores/{store}/journal', () => {
  it('has every effect in one order, page by page', async () => {
    const store = await the.house.store();
    await store.receive('TEE', 5);
    await store.post('/inventory/reservations', {
      lines: [{ sku: 'TEE', quantity: 2 }],
      ttlSeconds: 60,
      id: 'h',
    });
    await store.post('/inventory/reservations/h/commit', undefined, 'the-key').expect(200);
    await store.post('/inventory/items/TEE/deductions', { quantity: 99 }).expect(409);
    const first = (await store.get('/journal?limit=3').expect(200)).body;
    const rest = (await store.get(`/journal?cursor=${first.nextCursor}`).expect(200)).body;
    const entries = [...first.items, ...rest.items];
    expect(entries.map(({ type }) => type)).toEqual([
      'store.created',
      'inventory.adjusted',
      'reservation.created',
      'reservation.committed',
    ]);
    expect(entries[3]).toEqual({
      id: expect.stringMatching(/^\d+-\d+$/),
      type: 'reservation.committed',
      operationId: 'the-key',
      requestId: expect.any(String),
      actor: { key: null, onBehalfOf: null },
      data: { id: 'h', lines: [{ sku: 'TEE', quantity: 2 }] },
      at: expect.any(String),
    });
    expect(rest.nextCursor).toBeNull();
  });
});

describe('GET /health', () => {
  it('answers', async () => {
    await supertest(the.house.url).get('/health/live').expect(200);
    await supertest(the.house.url).get('/health/ready').expect(200);
  });
});

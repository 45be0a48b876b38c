import supertest from 'supertest';
import { useStore } from '../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });

const NONE = { reservationTtlSeconds: null, limits: { perTransfer: null, daily: null } };
const put = (defaults?: object | null) => the.store.put('', { currency: 'USD', defaults });
const read = async () => (await the.store.get('').expect(200)).body;
const types = async (): Promise<string[]> =>
  (await the.store.get('/journal').expect(200)).body.items.map(({ type }: { type: string }) => type);

describe('the defaults of a store', () => {
  it('are set, changed and taken away by PUT, shown by GET, and told by the journal', async () => {
    expect((await read()).defaults).toEqual(NONE);
    const set = { reservationTtlSeconds: 300, limits: { perTransfer: 5, daily: 9_007_199_254_740_991 } };
    expect((await put(set).expect(200)).body).toEqual({ ...(await read()), defaults: set });
    expect((await read()).defaults).toEqual(set);
    await put(set).expect(200);
    expect((await put({ limits: { daily: 0 } }).expect(200)).body.defaults).toEqual({
      reservationTtlSeconds: null,
      limits: { perTransfer: null, daily: 0 },
    });
    expect((await put({}).expect(200)).body.defaults).toEqual(NONE);
    expect(await types()).toEqual(['store.created', 'store.updated', 'store.updated', 'store.updated']);
    const list = (await supertest(the.house.url).get('/v1/stores').expect(200)).body.items;
    expect(list.find(({ name }: { name: string }) => name === the.store.name)).toEqual(await read());
  });

  it('stay as they are where PUT names none, so that who makes sure of a store changes nothing', async () => {
    const { defaults } = (await put({ reservationTtlSeconds: 60 }).expect(200)).body;
    expect((await put().expect(200)).body.defaults).toEqual(defaults);
    expect((await put(null).expect(200)).body.defaults).toEqual(defaults);
    await the.store.put('', { currency: 'EUR', defaults: {} }).expect(409);
    expect((await read()).defaults).toEqual(defaults);
  });

  it('are set with a store that is new', async () => {
    const other = the.house.calls(`${the.store.name.slice(0, 50)}-new`);
    const body = { currency: 'USD', defaults: { reservationTtlSeconds: 60 } };
    expect((await other.put('', body).expect(201)).body.defaults.reservationTtlSeconds).toBe(60);
  });

  it.each([
    [{ reservationTtlSeconds: 0 }, '/defaults/reservationTtlSeconds'],
    [{ reservationTtlSeconds: 2_592_001 }, '/defaults/reservationTtlSeconds'],
    [{ limits: { daily: -1 } }, '/defaults/limits/daily'],
    [{ limits: { hourly: 1 } }, '/defaults/limits/hourly'],
    [{ ttl: 1 }, '/defaults/ttl'],
    [[], '/defaults'],
  ])('are refused where they are none: %j', async (defaults, pointer) => {
    const { body } = await put(defaults).expect(400);
    expect(body.errors[0].pointer).toBe(pointer);
  });
});

describe('a reservation without a time', () => {
  const reserve = (more: object = {}) =>
    the.store.post('/inventory/reservations', { lines: [{ sku: 'TEE', quantity: 1 }], ...more });
  const seconds = ({ createdAt, expiresAt }: { createdAt: string; expiresAt: string }): number =>
    (Date.parse(expiresAt) - Date.parse(createdAt)) / 1000;

  beforeEach(() => the.store.receive('TEE', 10));

  it('keeps units back for the time that is the default, and for its own where it has one', async () => {
    await put({ reservationTtlSeconds: 300 }).expect(200);
    expect(seconds((await reserve().expect(201)).body)).toBe(300);
    expect(seconds((await reserve({ ttlSeconds: 7 }).expect(201)).body)).toBe(7);
  });

  it('is refused where there is no default', async () => {
    const { body } = await reserve().expect(400);
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '/ttlSeconds' }] });
    expect(await the.store.stock('TEE')).toMatchObject({ reserved: 0 });
  });
});

describe('an account without limits of its own', () => {
  const send = (amount: number, from = 'ann') =>
    the.store.post('/ledger/transfers', { from, to: 'bob', amount });

  beforeEach(async () => {
    await the.store.fund('ann', 1_000);
    await the.store.fund('bob', 0);
  });

  it('has those of the store, for what went out today already too', async () => {
    await send(60).expect(201);
    await put({ limits: { perTransfer: 50, daily: 100 } }).expect(200);
    expect((await send(51).expect(409)).body).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      ...{ limit: 50, requested: 51 },
    });
    expect((await send(41).expect(409)).body).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 100, used: 60 });
    await send(40).expect(201);
    await put({}).expect(200);
    await send(500).expect(201);
  });

  it('has its own alone as soon as it has one, and those of the store again without', async () => {
    await put({ limits: { daily: 10 } }).expect(200);
    await the.store.put('/ledger/accounts/ann', { limits: { perTransfer: 500 } }).expect(200);
    await send(400).expect(201);
    await the.store.put('/ledger/accounts/ann', {}).expect(200);
    await send(1).expect(409);
  });

  it('does not bound @world, reversals, or what bob pays back', async () => {
    await put({ limits: { daily: 10 } }).expect(200);
    await the.store.post('/ledger/transfers', { from: '@world', to: 'ann', amount: 500 }).expect(201);
    await the.store.post('/ledger/transfers', { from: 'ann', to: 'bob', amount: 10, id: 't1' }).expect(201);
    await the.store.post('/ledger/transfers/t1/reverse', {}).expect(201);
  });

  it('is bounded as payer of an order', async () => {
    await put({ limits: { daily: 10 } }).expect(200);
    await the.store.receive('TEE', 10);
    await the.store.price('TEE', 11);
    const order = {
      customerId: 'ann',
      lines: [{ sku: 'TEE', quantity: 1 }],
      payment: { from: 'ann', to: 'bob' },
    };
    expect((await the.store.post('/orders', order).expect(409)).body.code).toBe('LIMIT_EXCEEDED');
  });
});

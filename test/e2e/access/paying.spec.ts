import { randomUUID } from 'node:crypto';
import supertest, { Test } from 'supertest';
import { eventually } from '../../support/eventually';
import { House, StoreCalls } from '../../support/house';
import { Keys } from '../../support/keys';

const keys = new Keys();
const admin = keys.add('admin', ['admin']);
const seller = keys.add('seller', ['orders:read', 'orders:write']);
const cashier = keys.add('cashier', ['orders:read', 'orders:write', 'ledger:write']);
const PAY = { payment: { from: '@world', to: 'shop' } };
const LINES = { customerId: 'ann', lines: [{ sku: 'TEE', quantity: 2 }] };

let house: House;
let store: string;

beforeAll(async () => {
  house = await House.open({ API_KEYS_FILE: keys.file });
});
afterAll(async () => {
  await house.close();
  keys.remove();
});

const call = (method: 'post' | 'put' | 'get', path: string, key: string, id: string = randomUUID()): Test =>
  supertest(house.url)
    [method](`/v1/stores/${store}${path}`)
    .set('Authorization', `Bearer ${key}`)
    .set('Idempotency-Key', id);
const read = async (path: string) => (await call('get', path, admin).expect(200)).body;
const place = (key: string, body: object = {}) => call('post', '/orders', key).send({ ...LINES, ...body });
const cancel = (key: string, body: object = {}, id?: string) =>
  call('post', '/orders/o/cancel', key, id).send(body);

const FORBIDDEN = {
  code: 'FORBIDDEN',
  missingScope: 'ledger:write',
  detail: 'The key "seller" does not have the scope ledger:write.',
};

beforeEach(async () => {
  store = `s-${randomUUID()}`;
  await call('put', '', admin).send({ currency: 'USD' }).expect(201);
  await call('post', '/inventory/items/TEE/adjustments', admin).send({ delta: 10, reason: 'received' });
  await call('put', '/prices/TEE', admin).send({ unitPrice: 100 }).expect(201);
  await call('put', '/ledger/accounts/shop', admin).send({}).expect(201);
});

describe('a payment', () => {
  it('of an order needs ledger:write beside orders:write', async () => {
    const { body } = await place(seller, PAY).expect(403);
    expect(body).toMatchObject(FORBIDDEN);
    expect((await read('/inventory/items/TEE')).onHand).toBe(10);
    expect((await read('/ledger/accounts/shop')).balance).toBe(0);
    await place(cashier, PAY).expect(201);
    await place(admin, PAY).expect(201);
  });

  it('of a reservation needs it as well', async () => {
    const hold = { lines: LINES.lines, ttlSeconds: 60, id: 'h' };
    await call('post', '/inventory/reservations', admin).send(hold).expect(201);
    const body = { customerId: 'ann', reservationId: 'h', ...PAY };
    expect((await call('post', '/orders', seller).send(body).expect(403)).body).toMatchObject(FORBIDDEN);
    await call('post', '/orders', cashier).send(body).expect(201);
  });

  it('of a checkout needs it as well', async () => {
    await call('post', '/carts/c/lines', admin).send(LINES.lines[0]).expect(200);
    const checkout = (key: string) =>
      call('post', '/carts/c/checkout', key).send({ customerId: 'ann', ...PAY });
    expect((await checkout(seller).expect(403)).body).toMatchObject(FORBIDDEN);
    expect((await read('/carts/c')).lines).toHaveLength(1);
    await checkout(cashier).expect(201);
  });

  it('is refused before anything is asked of Redis', async () => {
    store = 'never-made';
    expect((await place(seller, PAY).expect(403)).body).toMatchObject(FORBIDDEN);
    const checkout = call('post', '/carts/c/checkout', seller).send({ customerId: 'ann', ...PAY });
    expect((await checkout.expect(403)).body).toMatchObject(FORBIDDEN);
    await place(seller).expect(404);
  });

  it('is none where an order takes units only', async () => {
    await place(seller, { id: 'o' }).expect(201);
    expect((await read('/inventory/items/TEE')).onHand).toBe(8);
    await call('post', '/orders/o/fulfil', seller).expect(200);
  });
});

describe('a price of the caller', () => {
  it('needs orders:price beside orders:write, in an order as in a checkout', async () => {
    const pricer = keys.add('pricer', ['orders:write', 'orders:price']);
    await eventually(() => call('get', '/orders', pricer).expect(403));
    const refusal = { code: 'FORBIDDEN', missingScope: 'orders:price' };
    const lines = [{ ...LINES.lines[0], unitPrice: 1 }];
    expect((await place(seller, { lines }).expect(403)).body).toMatchObject(refusal);
    await place(pricer, { lines }).expect(201);
    await call('post', '/carts/c/lines', admin).send(LINES.lines[0]).expect(200);
    const checkout = (key: string) =>
      call('post', '/carts/c/checkout', key).send({
        customerId: 'ann',
        prices: [{ sku: 'TEE', unitPrice: 1 }],
      });
    expect((await checkout(seller).expect(403)).body).toMatchObject(refusal);
    await checkout(pricer).expect(201);
  });
});

describe('a refund', () => {
  it('needs ledger:write beside orders:write, and the order stays as it is without', async () => {
    await place(cashier, { ...PAY, id: 'o' }).expect(201);
    const before = await read('/orders/o');
    for (const body of [{}, { refund: 'full' }, { restock: false }]) {
      expect((await cancel(seller, body).expect(403)).body).toMatchObject(FORBIDDEN);
    }
    expect(await read('/orders/o')).toEqual(before);
    expect((await read('/inventory/items/TEE')).onHand).toBe(8);
    expect((await read('/ledger/accounts/shop')).balance).toBe(200);
    await cancel(cashier).expect(200);
  });

  it('of a part needs it too, and one by itself always', async () => {
    await place(cashier, { ...PAY, id: 'o' }).expect(201);
    const one = { lines: [{ ...LINES.lines[0], quantity: 1 }] };
    const post = (path: string, key: string, body: object = one) =>
      call('post', `/orders/o/${path}`, key).send(body);
    expect((await post('cancellations', seller).expect(403)).body).toMatchObject(FORBIDDEN);
    await post('cancellations', seller, { ...one, refund: 'none' }).expect(201);
    await post('fulfilments', seller).expect(201);
    expect((await post('returns', seller).expect(403)).body).toMatchObject(FORBIDDEN);
    await post('returns', seller, { ...one, refund: 'none' }).expect(201);
    expect((await post('refunds', seller, { amount: 1 }).expect(403)).body).toMatchObject(FORBIDDEN);
    await post('refunds', cashier, { amount: 1 }).expect(201);
  });

  it('is none where the caller asks for none', async () => {
    await place(cashier, { ...PAY, id: 'o' }).expect(201);
    await cancel(seller, { refund: 'none' }).expect(200);
    expect((await read('/ledger/accounts/shop')).balance).toBe(200);
  });

  it('is none of an order that was not paid, or of one that was paid back', async () => {
    await place(seller, { id: 'o' }).expect(201);
    await cancel(seller).expect(200);
    const { payment } = (await place(cashier, { ...PAY, id: 'p' }).expect(201)).body;
    await call('post', `/ledger/transfers/${payment.transferId}/reverse`, cashier).expect(201);
    await call('post', '/orders/p/cancel', seller).send({}).expect(200);
  });

  it('is not told again to a key that has lost the scope', async () => {
    const loser = keys.add('loser', ['orders:write', 'ledger:write']);
    await eventually(() => call('get', '/orders', loser).expect(403));
    const pay = () => call('post', '/orders', loser, 'k1').send({ ...LINES, ...PAY, id: 'o' });
    await pay().expect(201);
    await cancel(loser, {}, 'k2').expect(200);
    await cancel(loser, {}, 'k2').expect(200);
    keys.change('loser', ['orders:write']);
    await eventually(() => pay().expect(403));
    const { body } = await cancel(loser, {}, 'k2').expect(403);
    expect(body).toMatchObject({ code: 'FORBIDDEN', missingScope: 'ledger:write' });
  });
});

it('an open service asks for no scope', async () => {
  const open = await House.open({}, house.redis);
  const calls = new StoreCalls(open.url, store);
  await calls.post('/orders', { ...LINES, ...PAY, id: 'o' }).expect(201);
  await calls.post('/orders/o/cancel').expect(200);
  await open.close();
});

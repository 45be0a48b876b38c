import supertest from 'supertest';
import { House, StoreCalls } from '../../support/house';
import { Keys } from '../../support/keys';
import { startRedis, TestRedis } from '../../support/redis-server';

const keys = new Keys();
const till = keys.add('till', ['admin']);

let redis: TestRedis;
let house: House;
let store: StoreCalls;

beforeAll(async () => {
  redis = await startRedis();
});
afterEach(() => house.close());
afterAll(async () => {
  await redis.stop();
  keys.remove();
});

async function open(settings: { API_KEYS_FILE?: string }, apiKey?: string): Promise<void> {
  house = await House.open(settings, redis);
  store = await house.store(undefined, apiKey);
}

const NOBODY = { key: null, onBehalfOf: null };
const SERVICE = { key: null, onBehalfOf: null, system: true };

const as = (call: supertest.Test, person: string): supertest.Test => call.set('On-Behalf-Of', person);
const receive = (person: string): supertest.Test =>
  as(store.post('/inventory/items/TEE/adjustments', { delta: 5, reason: 'received' }), person);

async function actorsIn(path: string): Promise<unknown[]> {
  const { body } = await store.get(path).expect(200);
  return (body.items as { actor: unknown }[]).map(({ actor }) => actor);
}

describe('the actor of an effect', () => {
  it('is the name of the key and whom it acts for, in journal, movements, entries and histories', async () => {
    await open({ API_KEYS_FILE: keys.file }, till);
    await receive('clerk/7').expect(201);
    await as(store.put('/ledger/accounts/alice', {}), 'clerk/7').expect(201);
    await as(store.post('/ledger/transfers', { from: '@world', to: 'alice', amount: 5 }), 'clerk/7').expect(
      201,
    );
    await as(store.post('/workflow/instances', { definition: 'approval', id: 'i1' }), 'clerk/7').expect(201);
    const actor = { key: 'till', onBehalfOf: 'clerk/7' };
    expect(await actorsIn('/inventory/items/TEE/movements')).toEqual([actor]);
    expect(await actorsIn('/ledger/accounts/alice/entries')).toEqual([actor]);
    expect(await actorsIn('/workflow/instances/i1/history')).toEqual([actor]);
    const [made, ...later] = await actorsIn('/journal');
    expect(made).toEqual({ key: 'till', onBehalfOf: null });
    expect(later.length).toBeGreaterThan(3);
    for (const one of later) expect(one).toEqual(actor);
  });

  it('is nobody without keys and header, and a person alone without keys', async () => {
    await open({});
    await store.receive('TEE', 5);
    await receive('@').expect(201);
    const expected = [NOBODY, { key: null, onBehalfOf: '@' }];
    expect(await actorsIn('/inventory/items/TEE/movements')).toEqual(expected);
    expect(await actorsIn('/journal')).toEqual([NOBODY, ...expected]);
  });

  it('costs a movement and an entry nothing where it is nobody', async () => {
    await open({});
    const request = { from: '@world', to: 'alice', amount: 5, id: 't1' };
    await store.put('/ledger/accounts/alice', {}).expect(201);
    await store.post('/ledger/transfers', request).expect(201);
    await store.post('/inventory/items/TEE/adjustments', { delta: 5, reason: 'received' }, 'k1').expect(201);
    const record = (key: string, field: string) => redis.client.hget(`ch:{${store.name}}:${key}`, field);
    expect(await record('entries', 'alice/1')).toMatch(/^5 5 \d{13} @world t1$/);
    expect(await record('movements', 'TEE/1')).toMatch(/^\["adjustment",5,0,5,0,\d{13},"k1",null,null\]$/);
  });

  it('stays the first one where the call is repeated for somebody else', async () => {
    await open({ API_KEYS_FILE: keys.file }, till);
    const path = '/inventory/items/TEE/adjustments';
    const call = (): supertest.Test => store.post(path, { delta: 5, reason: 'received' }, 'k1');
    await as(call(), 'anna').expect(201);
    const { headers } = await as(call(), 'bert').expect(201);
    expect(headers['idempotent-replayed']).toBe('true');
    expect(await actorsIn('/inventory/items/TEE/movements')).toEqual([{ key: 'till', onBehalfOf: 'anna' }]);
  });

  it('is the service where a deadline has passed, also when a sale ends the reservation', async () => {
    await open({});
    await store.receive('TEE', 1);
    const reservation = { lines: [{ sku: 'TEE', quantity: 1 }], ttlSeconds: 1 };
    await store.post('/inventory/reservations', reservation).expect(201);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await as(store.post('/inventory/items/TEE/deductions', { quantity: 1 }), 'anna').expect(201);
    const anna = { key: null, onBehalfOf: 'anna' };
    expect(await actorsIn('/inventory/items/TEE/movements')).toEqual([NOBODY, NOBODY, SERVICE, anna]);
    expect((await actorsIn('/journal')).slice(-2)).toEqual([SERVICE, anna]);
  });

  it('is refused with 400 where the header has a blank, nothing or too much', async () => {
    await open({});
    for (const person of ['a b', '', 'x'.repeat(129), 'café']) {
      const { status, body } = await receive(person);
      expect([person, status, body.code]).toEqual([person, 400, 'VALIDATION_FAILED']);
      expect(body.errors).toEqual([expect.objectContaining({ pointer: 'On-Behalf-Of' })]);
    }
    await receive('x'.repeat(128)).expect(201);
  });
});

describe('an entry of the journal', () => {
  it('names the request', async () => {
    await open({});
    const { headers } = await receive('anna').set('X-Request-Id', 'trace-7').expect(201);
    expect(headers['x-request-id']).toBe('trace-7');
    const { body } = await store.get('/journal').expect(200);
    expect(body.items.at(-1)).toMatchObject({
      requestId: 'trace-7',
      actor: { key: null, onBehalfOf: 'anna' },
    });
  });

  it('of an older release reads as nobody’s, of no known request', async () => {
    await open({});
    const key = `ch:{${store.name}}:journal`;
    const data = '{"currency":"USD","timeZone":"UTC"}';
    const id = await redis.client.xadd(key, '*', 'o', 'k1', 'store.created', data);
    const { body } = await store.get('/journal').expect(200);
    expect(body.items.at(-1)).toMatchObject({ id, operationId: 'k1', requestId: null, actor: NOBODY });
  });
});

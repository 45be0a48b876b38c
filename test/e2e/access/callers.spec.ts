import { House, StoreCalls } from '../../support/house';
import { Keys } from '../../support/keys';
import { startRedis, TestRedis } from '../../support/redis-server';

const keys = new Keys();
const till = keys.add('till', ['admin']);
const newTill = keys.add('till', ['admin']);
const office = keys.add('office', ['admin']);

let redis: TestRedis;
let house: House;
let store: StoreCalls;

beforeAll(async () => {
  redis = await startRedis();
});
beforeEach(async () => {
  house = await House.open({ API_KEYS_FILE: keys.file, IDEMPOTENCY_TTL_SECONDS: 60 }, redis);
  store = await house.store(undefined, till);
  await store.receive('TEE', 10);
});
afterEach(() => house.close());
afterAll(async () => {
  await redis.stop();
  keys.remove();
});

const path = '/inventory/items/TEE/deductions';
const sell = (apiKey: string | undefined, quantity: number, key = 'k1') =>
  house.calls(store.name, apiKey).post(path, { quantity }, key);
const onHand = async (): Promise<number> => (await house.calls(store.name, till).stock('TEE')).onHand;

describe('an idempotency key of a named caller', () => {
  it('is its own: the same word from another caller is another operation, and each gets its own answer', async () => {
    const [first, second] = [await sell(till, 1).expect(201), await sell(office, 1).expect(201)];
    expect(second.headers['idempotent-replayed']).toBeUndefined();
    expect(second.body.id).not.toBe(first.body.id);
    expect(await onHand()).toBe(8);
    expect((await sell(till, 1).expect(201)).text).toBe(first.text);
    expect((await sell(office, 1).expect(201)).text).toBe(second.text);
    expect(await onHand()).toBe(8);
  });

  it('stands in nobody else’s way', async () => {
    await sell(till, 1).expect(201);
    await sell(office, 2).expect(201);
    expect((await sell(till, 2).expect(422)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('belongs to both keys of its name while one takes the place of the other', async () => {
    const first = await sell(till, 1).expect(201);
    const replay = await sell(newTill, 1).expect(201);
    expect(replay.headers['idempotent-replayed']).toBe('true');
    expect(replay.text).toBe(first.text);
  });

  it('is what movements and the journal tell, without the name', async () => {
    await sell(till, 1).expect(201);
    const { body: movements } = await store.get('/inventory/items/TEE/movements').expect(200);
    expect(movements.items.at(-1).operationId).toBe('k1');
    const { body: journal } = await store.get('/journal').expect(200);
    expect(journal.items.at(-1).operationId).toBe('k1');
  });

  it('is recorded in a place that no other caller’s and no open service’s can be', async () => {
    await sell(till, 1).expect(201);
    const places = await redis.client.keys(`ch:{${store.name}}:operation*k1`);
    expect(places).toEqual([`ch:{${store.name}}:operation@till:k1`]);
    await house.close();
    house = await House.open({}, redis);
    for (const word of ['k1', '@till:k1', 'till:k1', ':operation@till:k1']) {
      const { headers } = await sell(undefined, 1, word).expect(201);
      expect(headers['idempotent-replayed']).toBeUndefined();
    }
  });
});

describe('what an open service recorded', () => {
  beforeEach(async () => {
    await house.close();
    house = await House.open({}, redis);
    await sell(undefined, 1).expect(201);
    await house.close();
    house = await House.open({ API_KEYS_FILE: keys.file }, redis);
  });

  it('is every caller’s once there are keys', async () => {
    for (const apiKey of [till, office]) {
      expect((await sell(apiKey, 1).expect(201)).headers['idempotent-replayed']).toBe('true');
      expect((await sell(apiKey, 2).expect(422)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    }
    expect(await onHand()).toBe(9);
  });

  it('is nobody’s when it has lapsed', async () => {
    await redis.client.del(`ch:{${store.name}}:operation:k1`);
    for (const apiKey of [till, office]) await sell(apiKey, 2).expect(201);
    expect(await onHand()).toBe(5);
  });
});

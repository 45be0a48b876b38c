import { House, StoreCalls } from '../../support/house';
import { Keys } from '../../support/keys';
import { startRedis, TestRedis } from '../../support/redis-server';
import { withoutChange } from '../../support/snapshot';

const keys = new Keys();
const till = keys.add('till', ['admin']);
const office = keys.add('office', ['admin']);

let redis: TestRedis;
let house: House;
let store: StoreCalls;

beforeAll(async () => {
  redis = await startRedis();
  house = await House.open({ API_KEYS_FILE: keys.file }, redis);
});
beforeEach(async () => {
  store = await house.store(undefined, till);
});
afterAll(async () => {
  await house.close();
  await redis.stop();
  keys.remove();
});

const adjust = (key: string, delta = 5) =>
  store.post('/inventory/items/TEE/adjustments', { delta, reason: 'received' }, key);
const batch = (count: number, key: string) =>
  store.post(
    '/inventory/adjustments/batch',
    { items: Array(count).fill({ sku: 'TEE', delta: 1, reason: 'received' }) },
    key,
  );
const ask = (key: string, of: StoreCalls = store) => of.get(`/operations/${encodeURIComponent(key)}`);
const operationKey = (id: string): string => `ch:{${store.name}}:operation@till:${id}`;

async function journal(): Promise<{ id: string; type: string; data: object; operationId: string }[]> {
  return (await store.get('/journal?limit=200').expect(200)).body.items;
}

describe('GET …/operations/{idempotencyKey}', () => {
  it('tells when, by whom, and which effects a call had, as the journal has them', async () => {
    await adjust('k1').set('On-Behalf-Of', 'anna').expect(201);
    await adjust('k2').expect(201);
    const [effect] = (await journal()).filter(({ operationId }) => operationId === 'k1');
    const { body } = await withoutChange(redis.client, async () => ask('k1').expect(200));
    const { id, type, data } = effect!;
    expect(body).toEqual({
      operationId: 'k1',
      at: new Date(Number(id.split('-')[0])).toISOString(),
      actor: { key: 'till', onBehalfOf: 'anna' },
      effects: [{ id, type, data }],
    });
  });

  it('has every effect of a batch, whose entries hold sixteen each, and none of the call behind it', async () => {
    for (const count of [16, 17, 50]) {
      await batch(count, `b${count}`).expect(200);
      await adjust(`after-${count}`).expect(201);
      const expected = (await journal())
        .filter(({ operationId }) => operationId === `b${count}`)
        .map(({ id, type, data }) => ({ id, type, data }));
      expect(expected).toHaveLength(count);
      expect((await ask(`b${count}`).expect(200)).body.effects).toEqual(expected);
    }
  });

  it('has no effect of an operation that found all as it was to be, and its actor', async () => {
    await store
      .put('', { currency: 'USD' })
      .set('Idempotency-Key', 'same')
      .set('On-Behalf-Of', 'anna')
      .expect(200);
    const { body } = await ask('same').expect(200);
    expect(body).toEqual({
      operationId: 'same',
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      actor: { key: 'till', onBehalfOf: 'anna' },
      effects: [],
    });
  });

  it('is 404 for a key that was never used, for a refused call, and for another caller’s key', async () => {
    await adjust('k1').expect(201);
    await adjust('k2', -9).expect(409);
    const theirs = house.calls(store.name, office);
    for (const [key, of] of [
      ['none', store],
      ['k2', store],
      ['k1', theirs],
    ] as const) {
      expect((await ask(key, of).expect(404)).body.code).toBe('OPERATION_NOT_FOUND');
    }
    expect((await ask('k1', house.calls('nowhere', till)).expect(404)).body.code).toBe('STORE_NOT_FOUND');
  });

  it('takes any key: one of 255 characters, of slashes and percent signs', async () => {
    for (const key of ['%'.repeat(255), 'a/b?c=d#e', '..', '"']) {
      await adjust(key).expect(201);
      expect((await ask(key).expect(200)).body.operationId).toBe(key);
    }
    expect((await ask('a b').expect(400)).body.code).toBe('VALIDATION_FAILED');
  });

  it('says that the effects are no longer kept where they were trimmed', async () => {
    await adjust('k1').expect(201);
    await redis.client.xtrim(`ch:{${store.name}}:journal`, 'MAXLEN', 0);
    expect((await ask('k1').expect(410)).body).toMatchObject({ code: 'POSITION_GONE', oldest: null });
  });

  it('knows of a call that 1.0.0 recorded no more than that it was', async () => {
    await adjust('k1').expect(201);
    const record = await redis.client.getBuffer(operationKey('k1'));
    const trace = record!.length - 1 - (await journal()).at(-1)!.id.length;
    await redis.client.set(operationKey('k1'), record!.subarray(0, trace), 'EX', 60);
    expect((await ask('k1').expect(200)).body).toEqual({
      operationId: 'k1',
      at: null,
      actor: { key: null, onBehalfOf: null },
      effects: null,
    });
    expect((await adjust('k1').expect(201)).headers['idempotent-replayed']).toBe('true');
  });
});

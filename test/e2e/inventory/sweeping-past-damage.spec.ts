import { House, StoreCalls } from '../../support/house';
import { useHouse } from '../../support/use-house';

const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000, SWEEP_BATCH: 3, RESERVATION_RETENTION_SECONDS: 1 });
let store: StoreCalls;

const key = (name: string): string => `ch:{${store.name}}:${name}`;
const sweep = async (): Promise<Record<string, number>> =>
  (await store.post('/inventory/sweeper/runs').expect(200)).body;

async function hold(id: string, sku: string, ttlSeconds = 1): Promise<void> {
  const lines = [{ sku, quantity: 1 }];
  await store.post('/inventory/reservations', { id, lines, ttlSeconds }).expect(201);
}

beforeEach(async () => {
  store = await the.house.store();
  for (const sku of ['TEE', 'BAD']) await store.receive(sku, 100);
});

describe('a sweep goes on beside', () => {
  it.each<[string, (house: House) => Promise<unknown>]>([
    ['a reservation', ({ redis }) => redis.client.hset(key('reservations'), 'bad-0', 'garbage')],
    ['the stock of one', ({ redis }) => redis.client.hset(key('stock'), 'BAD', 'garbage')],
  ])('%s that was damaged by hand, and ends it once it is repaired', async (_, damage) => {
    for (let i = 0; i < 4; i++) await hold(`bad-${i}`, 'BAD');
    for (let i = 0; i < 4; i++) await hold(`good-${i}`, 'TEE');
    const { client } = the.house.redis;
    const [record, stock] = [
      await client.hget(key('reservations'), 'bad-0'),
      await client.hget(key('stock'), 'BAD'),
    ];
    await damage(the.house);
    await new Promise((done) => setTimeout(done, 1_200));
    await sweep();
    await sweep();
    for (let i = 0; i < 4; i++) {
      expect(await client.hget(key('reservations'), `good-${i}`)).toMatch(/^expired /);
    }
    expect((await store.stock('TEE')).available).toBe(100);
    await client.hset(key('reservations'), 'bad-0', record!);
    await client.hset(key('stock'), 'BAD', stock!);
    const audit = await store.post('/inventory/audits', { repair: true }).expect(200);
    expect(audit.body.unsettled).toEqual([]);
    await sweep();
    expect(await client.hget(key('reservations'), 'bad-0')).toMatch(/^expired /);
    expect((await store.stock('BAD')).available).toBe(100);
  });

  it('an ended reservation that was damaged by hand, and forgets the others', async () => {
    for (const id of ['a', 'b', 'c', 'd']) {
      await hold(id, 'TEE', 600);
      await store.post(`/inventory/reservations/${id}/cancel`).expect(200);
    }
    await the.house.redis.client.hset(key('reservations'), 'b', 'garbage');
    await new Promise((done) => setTimeout(done, 1_200));
    await sweep();
    for (const id of ['a', 'c', 'd']) await store.get(`/inventory/reservations/${id}`).expect(404);
    expect(await the.house.redis.client.hget(key('reservations'), 'b')).toBe('garbage');
  });
});

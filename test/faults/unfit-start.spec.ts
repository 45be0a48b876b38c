import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import supertest from 'supertest';
import { eventually } from '../support/eventually';
import { House, StoreCalls } from '../support/house';
import { startRedis, TestRedis } from '../support/redis-server';

let home: string;
let redis: TestRedis;
let house: House | undefined;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'ch-unfit-'));
  redis = await startRedis('--dir', home);
});
afterEach(async () => {
  await house?.close();
  house = undefined;
  await redis.stop();
  rmSync(home, { recursive: true, force: true });
});

const open = async (): Promise<void> => {
  house = await House.open({ SWEEP_INTERVAL_MS: 1_000 }, redis);
};
const get = (path: string) => supertest(house!.url).get(path);
const put = (store: string) => supertest(house!.url).put(`/v1/stores/${store}`).send({ currency: 'USD' });

const states: [
  string,
  spoil: (redis: Redis) => Promise<unknown>,
  remedy: (redis: Redis) => Promise<unknown>,
][] = [
  ['OOM', (it) => it.config('SET', 'maxmemory', '1'), (it) => it.config('SET', 'maxmemory', '0')],
  [
    'NOREPLICAS',
    (it) => it.config('SET', 'min-replicas-to-write', '1'),
    (it) => it.config('SET', 'min-replicas-to-write', '0'),
  ],
  ['READONLY', (it) => it.replicaof('127.0.0.1', 1), (it) => it.replicaof('NO', 'ONE')],
  ['MISCONF', failToSave, (it) => it.config('SET', 'save', '')],
];

/** Its folder is gone, so that no snapshot can be written. */
async function failToSave(it: Redis): Promise<void> {
  rmSync(home, { recursive: true });
  await it.config('SET', 'save', '3600 1');
  await it.bgsave();
  await eventually(async () => expect(await it.info('persistence')).toContain('rdb_last_bgsave_status:err'));
}

describe.each(states)(
  'a service that starts on a Redis that answers writes with %s',
  (word, spoil, remedy) => {
    it('and knows the scripts reads, refuses writes, says why, and makes DEFAULT_STORE as soon as it can', async () => {
      await open();
      const store = await house!.store();
      await store.receive('TEE', 10);
      await house!.close();
      await redis.client.del('ch:{main}:store');
      await spoil(redis.client);

      await open();
      const again = new StoreCalls(house!.url, store.name);
      expect((await again.stock('TEE')).onHand).toBe(10);
      expect((await get('/v1/stores').expect(200)).body.items).toHaveLength(1);
      const sale = await again.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(503);
      expect(sale.body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'not_executed' });
      const made = await put('fresh').expect(503);
      expect(made.body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'not_executed' });
      expect(made.headers['retry-after']).toBe('1');
      const { body } = await get('/health/ready').expect(503);
      expect(body.checks).toContainEqual({
        name: 'default-store',
        ok: false,
        detail: expect.stringContaining(word),
      });
      expect(body.checks.map(({ name }: { name: string }) => name)).not.toContain('redis-library');

      await remedy(redis.client);
      await eventually(() => get('/v1/stores/main').expect(200));
      await eventually(() => get('/health/ready').expect(200));
      await again.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(201);
    });

    it('and does not know the scripts is up, says so, and loads them as soon as it can', async () => {
      await spoil(redis.client);
      await open();
      const { body } = await get('/v1/stores/main').expect(503);
      expect(body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'not_executed' });
      await get('/health/live').expect(200);
      const ready = await get('/health/ready').expect(503);
      expect(ready.body.checks).toContainEqual({
        name: 'redis-library',
        ok: false,
        detail: expect.stringContaining(word),
      });
      await remedy(redis.client);
      await eventually(() => get('/v1/stores/main').expect(200));
      await eventually(() => get('/health/ready').expect(200));
    });
  },
);

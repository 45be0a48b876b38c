import { House } from '../support/house';
import { startRedis } from '../support/redis-server';
import { sleep } from '../support/time';

describe('a Redis', () => {
  it('that lost its scripts at any moment gets them again, and the call is run', async () => {
    const house = await House.open();
    const store = await house.store();
    await house.redis.client.script('FLUSH');
    await store.receive('TEE', 10);
    await Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        if (i % 10 === 0) await house.redis.client.script('FLUSH');
        await store.post('/inventory/items/TEE/deductions', { quantity: 1 });
      }),
    );
    expect(await store.stock('TEE')).toMatchObject({ onHand: 0, sold: 10 });
    await house.close();
  });

  it('that is out of memory refuses writes without effect, and answers reads', async () => {
    const house = await House.open();
    const store = await house.store();
    await store.receive('TEE', 10);
    await house.redis.client.config('SET', 'maxmemory', '1');
    const { body } = await store.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(503);
    expect(body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'not_executed' });
    expect(await store.stock('TEE')).toMatchObject({ onHand: 10 });
    await house.redis.client.config('SET', 'maxmemory', '0');
    await store.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(201);
    await house.close();
  });

  it('that is gone means 503 at once, never a hang', async () => {
    const redis = await startRedis();
    const house = await House.open({}, redis);
    const store = await house.store();
    await redis.stop();
    const started = Date.now();
    const { body } = await store.get('/inventory/items').expect(503);
    expect(body).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await sleep(100);
    expect(
      (await store.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(503)).body.outcome,
    ).toBe('not_executed');
    expect(Date.now() - started).toBeLessThan(2_000);
    await house.close();
  });

  it('that evicts keys is refused at the start, in one line', async () => {
    const redis = await startRedis('--maxmemory-policy', 'allkeys-lru');
    await expect(House.open({}, redis)).rejects.toThrow(/evicts keys.*set maxmemory-policy noeviction/);
    await redis.stop();
  });
});

import { eventually } from '../support/eventually';
import { StoreCalls } from '../support/house';
import { Receiver } from '../support/receiver';
import { startRedis, TestRedis } from '../support/redis-server';
import { Service } from '../support/service';

jest.setTimeout(90_000);

const KEY = Buffer.alloc(32, 7).toString('base64');

let redis: TestRedis;
let receiver: Receiver;

beforeEach(async () => {
  redis = await startRedis();
  receiver = await Receiver.listen();
});
afterEach(async () => {
  await receiver.close();
  await redis.stop();
});

const start = (): Promise<Service> =>
  Service.start({ REDIS_URL: redis.url, WEBHOOK_SECRET_KEY: KEY, WEBHOOK_ALLOW_PRIVATE: 'true' });

describe('a webhook of a store that two services serve', () => {
  it('gets each effect once and in order, and all of them, at least once, when one of them is killed', async () => {
    const services = [await start(), await start()];
    try {
      const store = new StoreCalls(services[1]!.url, 'main');
      await store.put('/webhooks/w', { url: receiver.url }).expect(201);
      const items = Array(100).fill({ sku: 'TEE', delta: 1, reason: 'received' });
      for (let i = 0; i < 3; i++) await store.post('/inventory/adjustments/batch', { items }).expect(200);
      await eventually(async () => expect(receiver.ids.length).toBeGreaterThan(30));
      await services[0]!.stop();
      const expected: string[] = [];
      for (let after = '0-1', more = true; more;) {
        const { body } = await store.get(`/journal?limit=200&after=${after}`).expect(200);
        expected.push(...body.items.map(({ id }: { id: string }) => id));
        more = body.nextCursor !== null;
        after = expected.at(-1)!;
      }
      const due = expected.slice(-300);
      // The lease of the one that stopped has to end.
      for (let i = 0; i < 10 && new Set(receiver.ids).size < 300; i++)
        await eventually(async () => expect(new Set(receiver.ids).size).toBe(300)).catch(() => undefined);
      expect(receiver.ids).toEqual(due);
    } finally {
      for (const service of services) await service.stop();
    }
  });

  it('goes on with another service when the one that sends is killed, and loses nothing', async () => {
    const services = [await start(), await start()];
    try {
      const store = new StoreCalls(services[1]!.url, 'main');
      await store.put('/webhooks/w', { url: receiver.url }).expect(201);
      const items = Array(100).fill({ sku: 'TEE', delta: 1, reason: 'received' });
      for (let i = 0; i < 2; i++) await store.post('/inventory/adjustments/batch', { items }).expect(200);
      await eventually(async () => expect(receiver.ids.length).toBeGreaterThan(20));
      services[0]!.signal('SIGKILL');
      for (let i = 0; i < 10 && new Set(receiver.ids).size < 200; i++)
        await eventually(async () => expect(new Set(receiver.ids).size).toBe(200)).catch(() => undefined);
      const firsts = [...new Set(receiver.ids)];
      expect(firsts).toHaveLength(200);
      // A repetition is of the one that was under way.
      expect(receiver.ids.length).toBeLessThanOrEqual(201);
    } finally {
      for (const service of services) await service.stop();
    }
  });
});

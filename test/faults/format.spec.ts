import supertest from 'supertest';
import { eventually } from '../support/eventually';
import { startRedis, TestRedis } from '../support/redis-server';
import { Service } from '../support/service';
import { RECORD_VERSIONS, FORMAT } from '../../src/platform/generated/format';
import { fieldTexts, readRecord } from '../../src/platform/redis';
import { RELEASE } from '../../src/platform/config/release';

// Each starts several processes, which takes its time on a busy machine.
jest.setTimeout(120_000);

const KEY = 'ch:{-}:format';
const LINE =
  `The data in Redis is of format ${FORMAT + 1}, and Countinghouse ${RELEASE} knows formats up to ` +
  `${FORMAT}: start the release that last wrote this data, or a later one.`;

let redis: TestRedis;
let service: Service | undefined;

beforeEach(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  await service?.stop();
  service = undefined;
  await redis.stop();
});

const stamped = async (): Promise<number> => Number(await redis.client.zscore(KEY, 'format'));
const stamp = (format: number): Promise<unknown> => redis.client.zadd(KEY, format, 'format');
const libraries = async (): Promise<unknown[]> => await redis.client.function('LIST');

describe('a service that starts', () => {
  it('stamps data that has no stamp with the format that it knows', async () => {
    service = await Service.start({ REDIS_URL: redis.url });
    expect(await stamped()).toBe(FORMAT);
  });

  it('raises the stamp of an older service', async () => {
    await stamp(0.5);
    service = await Service.start({ REDIS_URL: redis.url });
    expect(await stamped()).toBe(FORMAT);
  });

  it.each(['1', '2'])(
    'on data of a newer format refuses in one line, with %s workers, and writes nothing',
    async (WORKERS) => {
      await stamp(FORMAT + 1);
      const { said, code } = await Service.fail({ REDIS_URL: redis.url, WORKERS });
      expect(code).toBe(1);
      expect(said).toBe(`Countinghouse did not start. ${LINE}\n`);
      expect(await redis.client.keys('*')).toEqual([KEY]);
      expect(await libraries()).toEqual([]);
    },
  );

  it('and cannot stamp yet ends as soon as it sees that a newer one has', async () => {
    await redis.client.config('SET', 'min-replicas-to-write', '1');
    service = await Service.start({ REDIS_URL: redis.url, STOP_DELAY_MS: '0' });
    // In one go, so that the service does not come in between.
    await redis.client
      .pipeline()
      .config('SET', 'min-replicas-to-write', '0')
      .zadd(KEY, FORMAT + 1, 'format')
      .exec();
    expect(await service.exited).toEqual({ code: 1, signal: null });
    expect(service.said).toContain(LINE);
  });

  it('and cannot write the stamp yet is up, says so, and writes it as soon as it can', async () => {
    await redis.client.config('SET', 'min-replicas-to-write', '1');
    service = await Service.start({ REDIS_URL: redis.url });
    const { body } = await supertest(service.url).get('/health/ready').expect(503);
    expect(body.checks).toContainEqual({
      name: 'redis-format',
      ok: false,
      detail: expect.stringContaining('NOREPLICAS'),
    });
    await redis.client.config('SET', 'min-replicas-to-write', '0');
    await eventually(async () => expect(await stamped()).toBe(FORMAT));
    await eventually(() => supertest(service!.url).get('/health/ready').expect(200));
  });
});

describe('a record that a newer release wrote', () => {
  const [known, newer] = [RECORD_VERSIONS.stock!, RECORD_VERSIONS.stock! + 1];
  const record = `${newer}|5 0 0 1 and more`;

  it('is told as such where a script meets it, is left as it is, and stops no call to another', async () => {
    service = await Service.start({ REDIS_URL: redis.url, LOG_LEVEL: 'error' });
    const post = (path: string, body: object) =>
      supertest(service!.url)
        .post(`/v1/stores/main/inventory/items/${path}`)
        .set('Idempotency-Key', path)
        .send(body);
    for (const sku of ['TEE:XL', 'MUG']) {
      await post(`${sku}/adjustments`, { delta: 5, reason: 'received' }).expect(201);
    }
    await redis.client.hset('ch:{main}:stock', 'TEE:XL', record);
    const { body } = await post('TEE:XL/deductions', { quantity: 1 }).expect(500);
    expect(body.code).toBe('STORE_CORRUPTED');
    const [, line] = await service.hears(new RegExp(`^(.*${body.requestId}.*)$`, 'm'));
    expect(JSON.parse(line!)).toMatchObject({
      script: 'inventory/deduct',
      key: 'ch:{main}:stock',
      field: 'TEE:XL',
      msg: `script inventory/deduct: stock TEE:XL is of version ${newer}, which is newer than this service reads (${known})`,
    });
    await post('MUG/deductions', { quantity: 1 }).expect(201);
    expect(await redis.client.hget('ch:{main}:stock', 'TEE:XL')).toBe(record);
  });

  it.each([
    ['3|9 60', 'orders o-1 is of version 3, which is newer than this service reads (2)'],
    ['2|9 60', 'orders o-1 does not read as what a script wrote'],
    ['nothing', 'orders o-1 does not read as what a script wrote'],
  ])('is told as such where TypeScript reads it: %s', (text, message) => {
    const versions = [{ pattern: /^2\|(\d)$/ }, { pattern: /^(\d)$/ }];
    expect(() => readRecord('orders', 'o-1', () => fieldTexts(versions, text))).toThrow(message);
  });
});

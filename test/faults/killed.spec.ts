import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { expectEachSoldOnce } from '../support/books';
import { DeductingCallers } from '../support/deducting-callers';
import { killRedis } from '../support/kill-redis';
import { Service } from '../support/service';
import { sleep } from '../support/time';

let home: string;
let service: Service;
let settings: Record<string, string>;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'ch-killed-'));
  settings = { DATA_DIR: home, REDIS_APPENDFSYNC: 'always' };
  service = await Service.start(settings);
  await DeductingCallers.stock(service.url);
});
afterEach(async () => {
  await service.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('Redis killed with -9 under load', () => {
  it('means 503 until it is back by itself; nothing acknowledged is lost, nothing is done twice', async () => {
    const callers = new DeductingCallers(() => service.url);
    for (let kills = 0; kills < 3; kills++) {
      await callers.deduct(50);
      while (!killRedis(home)) await sleep(20);
      await sleep(50);
    }
    await callers.deduct(50);
    await callers.close();
    expect([...callers.refusals.keys()]).toEqual([503]);
    expect([...callers.codes]).toEqual(['STORE_UNAVAILABLE']);
    await expectEachSoldOnce(service.url, callers);
    await supertest(service.url).get('/health/ready').expect(200);
  });
});

describe('the service killed with -9 under load', () => {
  it('and started again does what is repeated exactly once', async () => {
    const callers = new DeductingCallers(() => service.url);
    for (let kills = 0; kills < 2; kills++) {
      await callers.deduct(50);
      service.signal('SIGKILL');
      await service.exited;
      service = await Service.start(settings);
      expect(service.said).toContain('Redis found running');
    }
    await callers.deduct(50);
    await callers.close();
    await expectEachSoldOnce(service.url, callers);
  });

  it('and Redis with it, keeps everything that was acknowledged', async () => {
    const callers = new DeductingCallers(() => service.url);
    await callers.deduct(50);
    service.signal('SIGKILL');
    expect(killRedis(home)).toBe(true);
    await service.exited;
    service = await Service.start(settings);
    expect(service.said).toContain('Redis started');
    await callers.deduct(50);
    await callers.close();
    await expectEachSoldOnce(service.url, callers);
  });
});

describe('an append-only file whose end is missing', () => {
  it('is taken up to its last whole operation: what was cut off is gone whole, and can be repeated', async () => {
    const callers = new DeductingCallers(() => service.url, 1);
    await callers.deduct(20);
    await callers.close();
    await service.stop();
    const folder = join(home, 'appendonlydir');
    const log = join(
      folder,
      readdirSync(folder).find((name) => name.endsWith('.incr.aof'))!,
    );
    truncateSync(log, statSync(log).size - 20);

    service = await Service.start(settings);
    const lost = callers.sold.pop()!;
    await expectEachSoldOnce(service.url, callers);
    const answer = await supertest(service.url)
      .post('/v1/stores/main/inventory/items/TEE/deductions')
      .set('Idempotency-Key', lost)
      .send({ quantity: 1, id: lost })
      .expect(201);
    expect(answer.headers).not.toHaveProperty('idempotent-replayed');
    callers.sold.push(lost);
    await expectEachSoldOnce(service.url, callers);
  });

  it('brings no half of what was cut off to life at the start after the next', async () => {
    const callers = new DeductingCallers(() => service.url, 1);
    await callers.deduct(20);
    await callers.close();
    await killBoth();
    const folder = join(home, 'appendonlydir');
    const log = join(
      folder,
      readdirSync(folder).find((name) => name.endsWith('.incr.aof'))!,
    );
    // Behind some of the commands of the last sale, and in the midst of its record.
    truncateSync(log, statSync(log).size - 150);
    const lost = callers.sold.pop()!;

    service = await Service.start(settings);
    const more = new DeductingCallers(() => service.url, 1);
    await more.deduct(5);
    await more.close();
    callers.sold.push(...more.sold);
    await killBoth();
    service = await Service.start(settings);
    await expectEachSoldOnce(service.url, callers);
    const store = `${service.url}/v1/stores/main`;
    await supertest(store).get(`/inventory/items/TEE/deductions/${lost}`).expect(404);
    const { text } = await supertest(store).get('/journal?limit=200').expect(200);
    expect(text).not.toContain(lost);
  });

  async function killBoth(): Promise<void> {
    service.signal('SIGKILL');
    expect(killRedis(home)).toBe(true);
    await service.exited;
  }
});

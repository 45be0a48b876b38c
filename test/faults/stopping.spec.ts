import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { crowd } from '../support/crowd';
import { startRedis, TestRedis } from '../support/redis-server';
import { Service } from '../support/service';
import { sleep } from '../support/time';

const RESERVATIONS = 2_000;

const receive = (url: string) =>
  supertest(url)
    .post('/v1/stores/main/inventory/items/TEE/adjustments')
    .set('Idempotency-Key', randomUUID())
    .send({ delta: 1, reason: 'received' });

describe('SIGTERM, with a Redis of its own', () => {
  let home: string;
  let service: Service;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'ch-stop-'));
  });
  afterEach(async () => {
    await service.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const start = async (settings: Record<string, string> = {}): Promise<Service> =>
    (service = await Service.start({ DATA_DIR: join(home, 'data'), ...settings }));

  it('makes readiness fail first; calls are served for STOP_DELAY_MS more, and the process ends well', async () => {
    const { url } = await start({ STOP_DELAY_MS: '800' });
    await supertest(url).get('/health/ready').expect(200);
    service.signal('SIGTERM');
    await sleep(200);
    const { body } = await supertest(url).get('/health/ready').expect(503);
    expect(body).toMatchObject({ code: 'NOT_READY', detail: 'not-stopping: the service is stopping.' });
    await receive(url).expect(201);
    expect(await service.exited).toEqual({ code: 0, signal: null });
  });

  it('shuts Redis down last, with its data on disk', async () => {
    const { url, redisPid } = await start();
    await receive(url).expect(201);
    await service.stop();
    expect(existsSync(`/proc/${redisPid}`)).toBe(false);
    expect(readdirSync(join(home, 'data')).sort()).toEqual(['appendonlydir', 'redis.log']);

    const again = await start();
    const { body } = await supertest(again.url).get('/v1/stores/main/inventory/items/TEE').expect(200);
    expect(body.onHand).toBe(1);
  });

  it('while it starts leaves no Redis behind', async () => {
    for (const ms of [100, 400, 700]) {
      service = Service.spawn({ DATA_DIR: join(home, `data-${ms}`) });
      await sleep(ms);
      service.signal('SIGTERM');
      await service.exited;
      expect(existsSync(join(home, `data-${ms}`, 'redis.sock'))).toBe(false);
    }
  });
});

describe('SIGTERM, while a sweeper has much to do', () => {
  it('stops it between two batches: nothing is half done, and the next start goes on', async () => {
    const redis = await startRedis();
    const settings = { REDIS_URL: redis.url, SWEEP_BATCH: '1' };
    let service = await Service.start({ ...settings, SWEEP_INTERVAL_MS: '3600000' });
    const inventory = (): string => `${service.url}/v1/stores/main/inventory`;
    const read = async (path: string): Promise<{ due: number; released: number }> =>
      (await supertest(inventory()).get(path).expect(200)).body;
    const post = (path: string, body: object) =>
      supertest(inventory()).post(path).set('Idempotency-Key', randomUUID()).send(body);
    await post('/items/TEE/adjustments', { delta: RESERVATIONS, reason: 'received' }).expect(201);
    const reservation = { lines: [{ sku: 'TEE', quantity: 1 }], ttlSeconds: 1 };
    await crowd(RESERVATIONS, () => post('/reservations', reservation).expect(201), 20);
    await sleep(1_100);
    await service.stop();

    service = await Service.start({ ...settings, SWEEP_INTERVAL_MS: '50' });
    while ((await read('/sweeper')).released < 10) await sleep(5);
    await service.stop();
    expect((await service.exited).code).toBe(0);

    service = await Service.start({ ...settings, SWEEP_INTERVAL_MS: '3600000' });
    const { due, released } = await read('/sweeper');
    expect(due).toBeGreaterThan(0);
    expect(due + released).toBe(RESERVATIONS);
    expect((await post('/audits', { repair: false }).expect(200)).body.drift).toEqual([]);
    await post('/sweeper/runs', {}).expect(200);
    expect(await read('/items/TEE')).toMatchObject({ onHand: RESERVATIONS, reserved: 0 });
    await service.stop();
    await redis.stop();
  });
});

describe('SIGTERM, with a call in hand', () => {
  let redis: TestRedis;
  let service: Service;
  let caller: Caller;

  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    redis.process.kill('SIGCONT');
    caller.hangUp();
    service.signal('SIGKILL');
    await service.exited;
    await redis.stop();
  });

  /** A service that waits for Redis to answer a call. */
  async function withCallInHand(settings: Record<string, string> = {}): Promise<void> {
    service = await Service.start({ REDIS_URL: redis.url, SWEEP_INTERVAL_MS: '3600000', ...settings });
    await receive(service.url).expect(201);
    caller = await Caller.to(service.url);
    redis.process.kill('SIGSTOP');
    caller.send('GET', '/v1/stores/main/inventory/items/TEE');
    await sleep(200);
  }

  it('answers that call, and refuses what still comes with a problem', async () => {
    await withCallInHand();
    service.signal('SIGTERM');
    await sleep(200);
    caller.send('GET', '/v1/stores/main');
    await sleep(200);
    redis.process.kill('SIGCONT');
    const { code } = await service.exited;
    const [first, second] = caller.heard.split(/(?=HTTP\/1\.1 )/);
    expect(first).toMatch(/^HTTP\/1\.1 200 [\s\S]*"onHand":1/);
    expect(second).toMatch(/^HTTP\/1\.1 503 [\s\S]*application\/problem\+json[\s\S]*"code":"SHUTTING_DOWN"/);
    expect(code).toBe(0);
  });

  it('waits for it no longer than STOP_TIMEOUT_MS', async () => {
    await withCallInHand({ STOP_TIMEOUT_MS: '300' });
    service.signal('SIGTERM');
    const started = Date.now();
    await caller.ended;
    expect(Date.now() - started).toBeLessThan(1_500);
    expect(caller.heard).toBe('');
    // Redis still hangs: its connection is given up as well.
    expect((await service.exited).code).toBe(0);
  });

  it('ends at once at a second signal', async () => {
    await withCallInHand();
    service.signal('SIGTERM');
    await sleep(200);
    service.signal('SIGINT');
    const started = Date.now();
    expect((await service.exited).code).toBe(1);
    expect(Date.now() - started).toBeLessThan(500);
  });
});

/** One connection, over which calls go out before the answers of earlier ones have come. */
class Caller {
  heard = '';
  readonly ended: Promise<void>;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => (this.heard += chunk.toString())).on('error', () => undefined);
    this.ended = new Promise((done) => socket.once('close', () => done()));
  }

  static to(url: string): Promise<Caller> {
    const { port, hostname } = new URL(url);
    return new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () => resolve(new Caller(socket)));
    });
  }

  send(method: string, path: string): void {
    this.socket.write(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  }

  hangUp(): void {
    this.socket.destroy();
  }
}

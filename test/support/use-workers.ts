import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { startRedis, TestRedis } from './redis-server';
import { Service } from './service';
import { sleep } from './time';

type Settings = Record<string, string>;

/** The built service with two workers, as a test finds it; its log tells who of them listens and who served. */
export class WithWorkers {
  redis: TestRedis;
  home: string;
  service: Service;

  /** On the Redis of the file unless told otherwise; resolves when they listen and have logged it. */
  async start(settings: Settings = {}): Promise<Service> {
    this.service = await Service.start({ ...this.defaults, ...settings });
    await this.haveListened(2);
    return this.service;
  }

  /** Waits until so many workers came to listen, all in all. */
  async haveListened(count: number): Promise<void> {
    while (this.pids.length < count) await sleep(50);
  }

  /** Does not wait. */
  spawn(settings: Settings): void {
    this.service = Service.spawn({ ...this.defaults, ...settings });
  }

  private get defaults(): Settings {
    return { REDIS_URL: this.redis.url, WORKERS: '2', LOG_LEVEL: 'info' };
  }

  /** Over a connection of its own, which any worker may get. */
  get(path: string): supertest.Test {
    return supertest(this.service.url).get(path).set('Connection', 'close');
  }

  async getOften(path: string, times: number): Promise<void> {
    for (let calls = 0; calls < times; calls++) await this.get(path).expect(200);
  }

  /** Every worker there has been, in the order in which they came to listen. */
  get pids(): number[] {
    return this.pidsThatSay('listening');
  }

  get served(): Set<number> {
    return new Set(this.pidsThatSay('request'));
  }

  private pidsThatSay(msg: string): number[] {
    const lines = this.service.said.split('\n').filter((line) => line.endsWith(`"msg":"${msg}"}`));
    return lines.map((line) => (JSON.parse(line) as { pid: number }).pid);
  }
}

/** Each worker loads the service anew, and a busy machine takes its time. */
const TIMEOUT_MS = 90_000;

/** One Redis for all tests of a file, and a service for each that starts one. */
export function useWorkers(): WithWorkers {
  jest.setTimeout(TIMEOUT_MS);
  const shared = new WithWorkers();
  beforeAll(async () => {
    shared.redis = await startRedis();
  });
  beforeEach(() => {
    shared.home = mkdtempSync(join(tmpdir(), 'ch-workers-'));
  });
  afterEach(async () => {
    shared.redis.process.kill('SIGCONT');
    await shared.service.stop();
    rmSync(shared.home, { recursive: true, force: true });
  });
  afterAll(() => shared.redis.stop());
  return shared;
}

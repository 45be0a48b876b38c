import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { eventually } from '../support/eventually';
import { metricsOf } from '../support/metrics';
import { Service } from '../support/service';

const NODE_OPTIONS = `--require ${join(__dirname, '../support/trouble.js')}`;
const COUNTED = 'countinghouse_unhandled_rejections_total';

let home: string;
let service: Service;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ch-last-'));
});
afterEach(async () => {
  await service.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('a rejection that nothing handles', () => {
  it('is told and counted, and the service goes on', async () => {
    service = await Service.start({ DATA_DIR: home, NODE_OPTIONS });
    expect((await metricsOf(service.url)).value(COUNTED)).toBe(0);
    service.signal('SIGUSR2');
    await service.hears(/A rejection that nothing handled: Error: left behind by a library/);
    await supertest(service.url).get('/v1/stores/main').expect(200);
    expect((await metricsOf(service.url)).value(COUNTED)).toBe(1);
  });
});

describe('an exception that nothing catches', () => {
  it('is told, and ends the service in order, its Redis with it', async () => {
    service = await Service.start({ DATA_DIR: home, NODE_OPTIONS });
    service.signal('SIGWINCH');
    expect(await service.exited).toEqual({ code: 1, signal: null });
    expect(service.said).toContain('An exception that nothing caught; the process ends: SyntaxError');
    expect(readdirSync(home).sort()).toEqual(['appendonlydir', 'redis.log']);
    expect(existsSync(`/proc/${service.redisPid}`)).toBe(false);
  });

  it('ends one of two workers, and another takes its place', async () => {
    service = await Service.start({ DATA_DIR: home, NODE_OPTIONS, WORKERS: '2', LOG_LEVEL: 'info' });
    const listening = (): number[] =>
      [...service.said.matchAll(/"pid":(\d+)[^\n]*"msg":"listening"/g)].map(([, pid]) => Number(pid));
    await eventually(async () => expect(listening()).toHaveLength(2));
    process.kill(listening()[0]!, 'SIGWINCH');
    await service.hears(/Worker \(pid \d+\) gave up: .*JSON.*\. Starting another\./);
    await service.hears(/(?:"msg":"listening"[^]*){3}/);
    await supertest(service.url).get('/v1/stores/main').expect(200);
  });
});

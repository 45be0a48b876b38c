import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { loadConfig } from '../../src/platform/config/load-config';
import { readableLine } from '../../src/platform/observability/readable-line';

const ROOT = join(__dirname, '../..');

describe('--help', () => {
  it.each([
    ['main', 'npm start'],
    ['keys', 'npm run keys -- create'],
    ['upgrade', 'npm run upgrade'],
    ['store', 'npm run store -- move STORE HOST:PORT'],
  ])('of %s says how it goes, and does nothing', (program, usage) => {
    const told = execFileSync(process.execPath, [`dist/${program}.js`, '--help'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(told).toContain(usage);
    expect(told.length).toBeGreaterThan(100);
  });
});

describe('a setting that looks like ours', () => {
  it.each([
    ['POORT', 'PORT'],
    ['HOSTT', 'HOST'],
    ['WORKER', 'WORKERS'],
    ['LOG_LEVELS', 'LOG_LEVEL'],
    ['REDIS_ULR', 'REDIS_URL'],
    ['CART_TTL', 'CART_TTL_SECONDS'],
    ['RATE_LIMIT', 'RATE_LIMIT_PER_MINUTE'],
    ['SWEEP_INTERVAL', 'SWEEP_INTERVAL_MS'],
    ['WEBHOOK_GIVE_UP_MS', 'WEBHOOK_GIVE_UP_SECONDS'],
    ['RESERVATION_RETENTION', 'RESERVATION_RETENTION_SECONDS'],
  ])('%s stops the start, which names %s', (name, meant) => {
    expect(() => loadConfig({ [name]: '1' }, 'none')).toThrow(
      `${name} in the environment is not a setting: did you mean ${meant}?`,
    );
  });

  it.each([
    'PATH',
    'HOME',
    'HOSTNAME',
    'PWD',
    'SHLVL',
    'TERM',
    'LANG',
    'PS1',
    'EDITOR',
    'REDIS_PORT_6379_TCP',
    'HISTORY',
    'OTEL_SERVICE_VERSION',
  ])('%s is nobody’s mistake', (name) => {
    expect(() => loadConfig({ [name]: '1' }, 'none')).not.toThrow();
  });
});

describe('the log', () => {
  const request = {
    level: 30,
    time: 0,
    pid: 1,
    hostname: 'h',
    reqId: 'r-1',
    method: 'GET',
    route: '/v1/stores',
    status: 200,
    ms: 1.5,
  };

  it('is readable at a terminal', () => {
    const line = JSON.stringify({ ...request, msg: 'request' });
    expect(readableLine(line, false)).toBe('00:00:00.000 info  GET /v1/stores 200 1.5 ms reqId=r-1\n');
    expect(readableLine(line, true)).toContain('\u001b[32m200\u001b[0m');
    expect(
      readableLine(JSON.stringify({ level: 40, time: 0, msg: 'slow', err: { stack: 'Error: x' } }), false),
    ).toBe('00:00:00.000 warn  slow\nError: x\n');
  });

  it('is JSON elsewhere', async () => {
    const data = mkdtempSync(join(tmpdir(), 'log-'));
    const env = { PATH: process.env.PATH, PORT: '0', DATA_DIR: data };
    const service = spawn(process.execPath, ['dist/main.js'], { cwd: ROOT, env });
    const logged = (async () => {
      for await (const line of createInterface(service.stdout)) if (line.startsWith('{')) return line;
    })();
    const line = await logged;
    service.kill();
    await once(service, 'close');
    rmSync(data, { recursive: true });
    expect(JSON.parse(line!)).toMatchObject({ level: expect.any(Number), msg: expect.any(String) });
  }, 60_000);
});

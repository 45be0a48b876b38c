import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { eventually } from '../support/eventually';
import { loadConfig } from '../../src/platform/config/load-config';
import { Keys } from '../support/keys';
import { startRedis, TestRedis } from '../support/redis-server';
import { Service } from '../support/service';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ch-start-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

describe('a port that is taken', () => {
  let other: Server;

  beforeEach((done) => void (other = createServer().listen(0, '127.0.0.1', done)));
  afterEach((done) => void other.close(done));

  it('is reported in one line, and no Redis is left behind', async () => {
    const { port } = other.address() as { port: number };
    const { said, code } = await Service.fail({ DATA_DIR: home, PORT: String(port) });
    expect(code).toBe(1);
    expect(said.trim().split('\n').at(-1)).toBe(
      `Countinghouse did not start. Port ${port} is in use: stop what listens there, or set PORT to another.`,
    );
    expect(existsSync(join(home, 'redis.pid'))).toBe(false);
    expect(readFileSync(join(home, 'redis.log'), 'utf8')).toMatch(/(Redis|Valkey) is now ready to exit/);
  });
});

describe('the caller of a service', () => {
  let redis: TestRedis;
  let service: Service | undefined;
  const keys = new Keys();

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterEach(() => service?.stop());
  afterAll(async () => {
    await redis.stop();
    keys.remove();
  });

  it('may be anyone on a loopback host without keys, and the service says so', async () => {
    service = await Service.start({ REDIS_URL: redis.url });
    expect(service.said).toMatch(/^There are no API keys: whoever reaches .*\(API_KEYS_FILE\)$/m);
  });

  it.each(['0.0.0.0', '::', '10.1.2.3', 'shop.example'])(
    'must be known by keys on HOST=%s, or the service does not start',
    async (HOST) => {
      const { said, code } = await Service.fail({ REDIS_URL: redis.url, HOST });
      expect(code).toBe(1);
      expect(said).toBe(
        `Countinghouse did not start. HOST=${HOST} is reachable by others and there are no API keys: ` +
          'set API_KEYS_FILE, or HOST=127.0.0.1.\n',
      );
    },
  );

  it('needs a key on any host, and no key is in any log', async () => {
    const key = keys.add('admin', ['admin']);
    const settings = { REDIS_URL: redis.url, HOST: '0.0.0.0', API_KEYS_FILE: keys.file, LOG_LEVEL: 'trace' };
    service = await Service.start(settings);
    expect(service.said).not.toContain('There are no API keys');
    const get = () => supertest(service!.url).get('/v1/stores');
    await get().set('Authorization', `Bearer ${key}`).expect(200);
    await get().set('Authorization', `Bearer ${key}x`).expect(401);
    await service.stop();
    expect(service.said).toContain('/v1/stores');
    expect(service.said).not.toContain(key);
    expect(service.said.toLowerCase()).not.toContain('bearer');
  });

  it('has one line in the log when the file of keys changes, and when it cannot be used', async () => {
    const settings = { REDIS_URL: redis.url, API_KEYS_FILE: keys.file, LOG_LEVEL: 'warn' };
    service = await Service.start(settings);
    const logged = service.said.length;
    keys.save('[{');
    await service.hears(/cannot be used \(it is not JSON\)\. The keys read before stay in force\./);
    keys.save();
    await service.hears(/API keys read again: \d in force\./);
    expect(service.said.slice(logged).trim().split('\n')).toHaveLength(2);
  });

  it('is warned of a file of keys that anyone on the machine may read, at the start and when it changes', async () => {
    chmodSync(keys.file, 0o644);
    service = await Service.start({ REDIS_URL: redis.url, API_KEYS_FILE: keys.file, LOG_LEVEL: 'warn' });
    expect(service.said).toMatch(/API_KEYS_FILE \S+ can be read by anyone on this machine: chmod o-r\./);
    chmodSync(keys.file, 0o600);
    await service.hears(/API keys read again: \d in force\./);
    const told = service.said.length;
    chmodSync(keys.file, 0o604);
    await eventually(async () => expect(service!.said.slice(told)).toContain('can be read by anyone'));
    chmodSync(keys.file, 0o600);
  });

  it('cannot be known from a file of keys that anyone may write, and the service does not start', async () => {
    chmodSync(keys.file, 0o606);
    const { said, code } = await Service.fail({ REDIS_URL: redis.url, API_KEYS_FILE: keys.file });
    chmodSync(keys.file, 0o600);
    expect(code).toBe(1);
    expect(said).toBe(
      `Countinghouse did not start. API_KEYS_FILE ${keys.file} cannot be used ` +
        '(anyone on this machine may write it: chmod o-w).\n',
    );
  });

  it('cannot be known from a missing file of keys, and the service does not start', async () => {
    const { said, code } = await Service.fail({
      REDIS_URL: redis.url,
      API_KEYS_FILE: join(home, 'none.json'),
    });
    expect(code).toBe(1);
    expect(said).toBe(
      `Countinghouse did not start. API_KEYS_FILE ${join(home, 'none.json')} cannot be used (ENOENT).\n`,
    );
  });
});

describe('a REDIS_URL', () => {
  const wrong = [
    'redis:/user:s3cr3t@host:6379',
    'rdis://user:s3cr3t@host:6379',
    'user:s3cr3t@host:6379',
    'redis://user:s3cr3t/x@host:6379',
    'redis://user:s3cr3t#x@host:6379',
    'redis://:s3cr3t?x@host:6379',
    'redis://user:s3cr3t@host:port',
    'redis://user:s3cr3t@host:6379/zero',
    'redis://user:s3cr3t@',
  ];

  it.each(wrong)('that is mistyped stops the start, and its password is not told: %s', (REDIS_URL) => {
    const start = (): unknown => loadConfig({ REDIS_URL }, join(home, 'none'));
    expect(start).toThrow(/^REDIS_URL is not valid: it must look like redis:\/\//);
    expect(start).not.toThrow(/s3cr3t/);
  });

  it.each([
    'redis://host',
    'redis://127.0.0.1:6379/',
    'redis://[::1]:6379/3',
    'rediss://user:p%2Fw%23@host:6379/0',
    'redis://:p@ss@host:6379',
    'redis://host:6379?family=6',
    'unix:///run/redis.sock',
  ])('is taken as it stands: %s', (REDIS_URL) => {
    expect(loadConfig({ REDIS_URL }, join(home, 'none')).REDIS_URL).toBe(REDIS_URL);
  });

  it('appears in no message when the service does not start', async () => {
    const { said, code } = await Service.fail({ REDIS_URL: wrong[0]! });
    expect(code).toBe(1);
    expect(said).toMatch(/^Countinghouse did not start\. REDIS_URL is not valid: .*\n$/);
    expect(said).not.toContain('s3cr3t');
  });

  it.each(['REDIS_CLUSTER_NODES', 'OTEL_EXPORTER_OTLP_ENDPOINT'])(
    'and %s alike appear in no message when the service does not start',
    (name) => {
      const start = (): unknown => loadConfig({ [name]: 'user:s3cr3t@host' }, join(home, 'none'));
      expect(start).toThrow(`${name} is not valid`);
      expect(start).not.toThrow(/s3cr3t/);
    },
  );
});

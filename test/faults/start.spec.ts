import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
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

  it('is told in one line, and no Redis is left behind', async () => {
    const { port } = other.address() as { port: number };
    const { said, code } = await Service.fail({ DATA_DIR: home, PORT: String(port) });
    expect(code).toBe(1);
    expect(said.trim().split('\n').at(-1)).toBe(
      `Countinghouse did not start. Port ${port} is in use: stop what listens there, or set PORT to another.`,
    );
    expect(existsSync(join(home, 'redis.pid'))).toBe(false);
    expect(readFileSync(join(home, 'redis.log'), 'utf8')).toContain('Redis is now ready to exit');
  });
});

describe('who may call', () => {
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

  it('is anyone on a loopback host without keys, and the service says so', async () => {
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

  it('is who has a key, on any host, and no key is in any log', async () => {
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

  it('is told in one line of the log when the file changes, and when it cannot be used', async () => {
    const settings = { REDIS_URL: redis.url, API_KEYS_FILE: keys.file, LOG_LEVEL: 'warn' };
    service = await Service.start(settings);
    const logged = service.said.length;
    keys.save('[{');
    await service.hears(/cannot be used \(it is not JSON\)\. The keys read before stay in force\./);
    keys.save();
    await service.hears(/API keys read again: \d in force\./);
    expect(service.said.slice(logged).trim().split('\n')).toHaveLength(2);
  });

  it('cannot be known from a file that is not there, and the service does not start', async () => {
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

import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { Keys } from '../support/keys';
import { Service } from '../support/service';
import { useWorkers } from '../support/use-workers';

const two = useWorkers();

describe('WORKERS=2', () => {
  it('serves one port from two processes, and says so once', async () => {
    const service = await two.start({ REDIS_URL: '', DATA_DIR: two.home });
    await two.getOften('/v1/stores', 20);
    expect(two.pids).toHaveLength(2);
    expect(two.served).toEqual(new Set(two.pids));
    expect(service.said.match(/^Countinghouse is at .* \(2 workers, \d+ ms\)$/gm)).toHaveLength(1);
    expect(service.said.match(/^There are no API keys/gm)).toHaveLength(1);
    expect(service.said.match(/^Redis started/gm)).toHaveLength(1);
  });

  it('shares MAX_IN_FLIGHT among them', async () => {
    await two.start({ MAX_IN_FLIGHT: '4' });
    two.redis.process.kill('SIGSTOP');
    const refusals: string[] = [];
    const calls = Array.from({ length: 6 }, async () => {
      const { body } = await two.get('/v1/stores');
      if (body.code === 'OVERLOADED') refusals.push(body.detail);
    });
    await eventually(async () => expect(refusals.length).toBeGreaterThanOrEqual(2));
    two.redis.process.kill('SIGCONT');
    await Promise.all(calls);
    expect(refusals[0]).toMatch(/^There are 2 calls in hand already/);
  });

  it('starts another for one that dies, says how it died, and goes on', async () => {
    const service = await two.start();
    const [dead, other] = two.pids;
    process.kill(dead!, 'SIGKILL');
    await service.hears(
      new RegExp(`^Worker \\(pid ${dead}\\) was killed by SIGKILL. Starting another.$`, 'm'),
    );
    await two.getOften('/v1/stores', 5);
    await two.haveListened(3);
    await two.getOften('/v1/stores', 20);
    expect([...two.served]).toEqual(expect.arrayContaining([other, two.pids[2]]));
  });

  it('goes on with a Redis that is full when all of them die, one after the other', async () => {
    await two.start();
    const first = [...two.pids];
    await two.redis.client.config('SET', 'maxmemory', '1');
    for (const [deaths, pid] of first.entries()) {
      process.kill(pid, 'SIGKILL');
      await two.haveListened(3 + deaths);
    }
    await two.getOften('/v1/stores', 10);
    await two.redis.client.config('SET', 'maxmemory', '0');
    expect(two.service.said).not.toContain('gave up');
  });

  it('waits longer each time for one that cannot start, until what it lacks is there', async () => {
    const keys = new Keys();
    const service = await two.start({ API_KEYS_FILE: keys.file });
    keys.save('[{');
    process.kill(two.pids[0]!, 'SIGKILL');
    for (const delay of [100, 200]) {
      const line = `gave up: API_KEYS_FILE .* cannot be used \\(it is not JSON\\). Starting another in ${delay} ms.$`;
      await service.hears(new RegExp(line, 'm'));
    }
    keys.save();
    await two.haveListened(3);
    keys.remove();
  });
});

describe('WORKERS', () => {
  it.each([
    ['0', 'it must not be less than 1'],
    ['65', 'it must not be greater than 64'],
    ['abc', 'it must be an integer number'],
  ])('may not be %s, which is told in one line', async (WORKERS, reason) => {
    const { said, code } = await Service.fail({ WORKERS });
    expect(code).toBe(1);
    expect(said).toBe(`Countinghouse did not start. WORKERS=${WORKERS} is not valid: ${reason}.\n`);
  });
});

describe('a start with WORKERS=2 that fails', () => {
  const fail = (settings: Record<string, string>) => Service.fail({ WORKERS: '2', ...settings });

  it('since the port is taken says so once, and leaves no Redis behind', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as { port: number };
    const { said, code } = await fail({ DATA_DIR: two.home, PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(said.replace(/^Redis started.*\n/, '')).toBe(
      `Countinghouse did not start. Port ${port} is in use: stop what listens there, or set PORT to another.\n`,
    );
    expect(existsSync(join(two.home, 'redis.pid'))).toBe(false);
    expect(readFileSync(join(two.home, 'redis.log'), 'utf8')).toMatch(/(Redis|Valkey) is now ready to exit/);
  });

  it('since a worker cannot go on says why once', async () => {
    const file = join(two.home, 'none.json');
    const { said, code } = await fail({ REDIS_URL: two.redis.url, API_KEYS_FILE: file });
    expect(code).toBe(1);
    expect(said).toBe(`Countinghouse did not start. API_KEYS_FILE ${file} cannot be used (ENOENT).\n`);
  });
});

import { existsSync, readdirSync } from 'node:fs';
import { eventually } from '../support/eventually';
import { sleep } from '../support/time';
import { useWorkers } from '../support/use-workers';

const two = useWorkers();

const alive = (pid: number): boolean => existsSync(`/proc/${pid}`);
const expectNoneAlive = (pids: number[]): Promise<void> =>
  eventually(async () => expect(pids.filter(alive)).toEqual([]));

/** As a terminal or systemd sends it. */
function signalAll(signal: NodeJS.Signals): void {
  for (const pid of two.pids) process.kill(pid, signal);
  two.service.signal(signal);
}

describe('with WORKERS=2', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    '%s to all processes makes readiness fail first, then the workers end, and Redis last',
    async (signal) => {
      const { redisPid, exited } = await two.start({
        REDIS_URL: '',
        DATA_DIR: two.home,
        STOP_DELAY_MS: '2000',
      });
      await two.getOften('/health/ready', 4);
      signalAll(signal);
      await sleep(200);
      for (let calls = 0; calls < 4; calls++) {
        const { body } = await two.get('/health/ready').expect(503);
        expect(body.detail).toBe('not-stopping: the service is stopping.');
        await two.get('/v1/stores').expect(200);
      }
      expect(await exited).toEqual({ code: 0, signal: null });
      expect([...two.pids, redisPid].filter(alive)).toEqual([]);
      expect(readdirSync(two.home).sort()).toEqual(['appendonlydir', 'redis.log']);
      expect(two.service.said).not.toMatch(/Worker|in order/);
    },
  );

  it('SIGTERM lets calls in hand end', async () => {
    const { exited } = await two.start();
    two.redis.process.kill('SIGSTOP');
    const calls = [1, 2, 3, 4].map(async () => two.get('/v1/stores').expect(200));
    await sleep(200);
    two.service.signal('SIGTERM');
    await sleep(200);
    two.redis.process.kill('SIGCONT');
    await Promise.all(calls);
    expect((await exited).code).toBe(0);
  });

  it('SIGTERM while the workers start ends all, and is no fault', async () => {
    for (const ms of [100, 300, 500, 700]) {
      two.spawn({ REDIS_URL: '', DATA_DIR: two.home });
      await sleep(ms);
      two.service.signal('SIGTERM');
      await two.service.exited;
      expect(two.service.said).not.toMatch(/did not/);
      expect(existsSync(`${two.home}/redis.sock`)).toBe(false);
    }
  });

  it('a second signal ends all at once', async () => {
    const { exited } = await two.start({ STOP_DELAY_MS: '20000' });
    two.service.signal('SIGTERM');
    await sleep(200);
    signalAll('SIGINT');
    const started = Date.now();
    expect((await exited).code).toBe(1);
    expect(Date.now() - started).toBeLessThan(1_000);
    await expectNoneAlive(two.pids);
  });

  it('a worker that hangs is killed in the end, and it is told', async () => {
    const { exited } = await two.start({ STOP_TIMEOUT_MS: '0' });
    const [hanging] = two.pids;
    process.kill(hanging!, 'SIGSTOP');
    two.service.signal('SIGTERM');
    expect((await exited).code).toBe(1);
    expect(two.service.said).toContain(`Worker (pid ${hanging}) has not stopped in time: killing it\n`);
    expect(two.service.said).toContain(
      'Countinghouse did not stop in order: a worker was killed by SIGKILL\n',
    );
    await expectNoneAlive(two.pids);
  });

  it('kill -9 of the parent ends the workers', async () => {
    await two.start();
    two.service.signal('SIGKILL');
    await expectNoneAlive(two.pids);
  });
});

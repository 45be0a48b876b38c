import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { startRedis, TestRedis } from '../../test/support/redis-server';
import { untilExit } from './leave-nothing';
import { requireRedis } from './tools';

/** As the service starts a Redis of its own, but that a rewrite of the file never falls into one round of many. */
const OPTIONS = {
  appendonly: 'yes',
  appendfsync: 'everysec',
  'auto-aof-rewrite-percentage': '0',
};

const AS_TEXT = Object.entries(OPTIONS).map((option) => `\`${option.join(' ')}\``);

/** For those who read the numbers. */
export const REDIS_SETTINGS = `Redis with ${AS_TEXT.join(', ')}, on a unix socket`;

/** A redis-server of the bench's own with its append-only file on; further options as for redis-server. */
export async function startBenchRedis(...options: string[]): Promise<TestRedis> {
  requireRedis();
  const base = Object.entries(OPTIONS).flatMap(([name, value]) => [`--${name}`, value]);
  const redis = await startRedis(...base, ...options);
  const leave = untilExit(() => {
    redis.process.kill('SIGKILL');
    rmSync(dirname(redis.path), { recursive: true, force: true });
  });
  return {
    ...redis,
    stop: async () => {
      await redis.stop();
      leave();
    },
  };
}

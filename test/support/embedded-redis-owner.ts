// A service reduced to its Redis, for tests that kill it: says in one line what it got, and stops on SIGTERM.
import { EmbeddedRedis } from '../../src/platform/embedded-redis/embedded-redis';

const redis = new EmbeddedRedis({ dataDir: process.argv[2]!, appendFsync: 'always', log: () => undefined });
process.once('SIGTERM', () => void redis.stop());
redis.start().then(
  (address) => console.log(JSON.stringify(address)),
  (error: Error) => console.log(JSON.stringify({ error: error.message })),
);

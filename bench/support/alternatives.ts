import { TestRedis } from '../../test/support/redis-server';
import { startBenchRedis } from './bench-redis';
import { Target } from './load';
import { NAMES } from './names';
import { Peer, startPeer } from './peer';
import { Postgres, startPostgres } from './postgres';
import { startService } from './service';
import { StoreFiller } from './store';

/** One way to deduct over REST; all of them have the route of the service. */
export interface Alternative {
  name: string;
  target: Target;
  /** As many SKUs, and nothing of what was before. */
  prepare: (skus: number) => Promise<void>;
}

/** Connections of a peer to its database, as people have it. */
export const POOL = 20;
/** Who is optimistic does best on one key where few others are: the fewer, the less is done in vain. */
export const FEW = 2;

const ASYNCHRONOUS = '-c synchronous_commit=off';

export async function openAlternatives(): Promise<{ list: Alternative[]; close: () => Promise<void> }> {
  const postgres = await startPostgres();
  const redis = await startBenchRedis();
  const service = await startService(redis);
  const bare = await startPeer('bare', { REDIS_SOCKET: redis.path });
  const watchFew = await startWatchPeer(redis, FEW);
  const watch = await startWatchPeer(redis, POOL);
  const durable = await startPostgresPeer(postgres, '');
  const fast = await startPostgresPeer(postgres, ASYNCHRONOUS);
  const store = new StoreFiller(redis, service.admin);
  const stock = (skus: number): Promise<void> => store.renew(skus);
  const prepareWatch = async (skus: number): Promise<void> => {
    await store.reset();
    await stockWithoutScripts(redis, skus);
  };
  const list = [
    { name: NAMES.service, target: service, prepare: stock },
    { name: NAMES.bare, target: bare, prepare: stock },
    { name: NAMES.watchFew, target: watchFew, prepare: prepareWatch },
    { name: NAMES.watch, target: watch, prepare: prepareWatch },
    { name: NAMES.postgres, target: durable, prepare: postgres.reset },
    { name: NAMES.postgresAsync, target: fast, prepare: postgres.reset },
  ];
  const close = async (): Promise<void> => {
    for (const peer of [bare, watchFew, watch, durable, fast]) peer.stop();
    await service.stop();
    await redis.stop();
    await postgres.stop();
  };
  return { list, close };
}

function startWatchPeer({ path }: TestRedis, pool: number): Promise<Peer> {
  return startPeer('watch', { REDIS_SOCKET: path, REDIS_POOL: String(pool) });
}

function startPostgresPeer({ settings }: Postgres, options: string): Promise<Peer> {
  return startPeer('postgres', { ...settings, PG_POOL: String(POOL), PG_OPTIONS: options });
}

async function stockWithoutScripts({ client }: TestRedis, skus: number): Promise<void> {
  const items = client.pipeline();
  for (let i = 0; i < skus; i++)
    items.hset(`stock:SKU-${i}`, { onHand: 1_000_000_000, reserved: 0, sold: 0 });
  await items.exec();
}

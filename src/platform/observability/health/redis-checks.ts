import { Inject, Injectable } from '@nestjs/common';
import { ask, REDIS, RedisConnection } from '../../redis';
import { Check } from './dto/health.dto';

type Info = Record<string, string>;

const ANSWER_WITHIN_MS = 2_000;
const PROBE_KEY = 'ch:ready';
const PROBE_TTL_MS = 60_000;

/** Checks on the INFO of a node: each returns `undefined` where all is well, else the fault. */
const CHECKS: Record<string, (info: Info) => string | undefined> = {
  'redis-loaded': ({ loading }) => (loading === '0' ? undefined : 'it is still loading its data'),
  'redis-master': ({ role }) => (role === 'master' ? undefined : 'it is a replica, and takes no writes'),
  'redis-noeviction': ({ maxmemory_policy: policy }) =>
    policy === 'noeviction' ? undefined : `maxmemory-policy is ${policy}: it would forget stock and balances`,
  'redis-append-only-file': (info) =>
    info.aof_enabled === '0' ||
    (info.aof_last_write_status === 'ok' && info.aof_last_bgrewrite_status === 'ok')
      ? undefined
      : `the last write of it was ${info.aof_last_write_status}, its last rewrite ${info.aof_last_bgrewrite_status}`,
};

/** Whether Redis can serve calls: each thing that may be wrong with it by a name of its own. */
@Injectable()
export class RedisChecks {
  constructor(@Inject(REDIS) private readonly redis: RedisConnection) {}

  async run(): Promise<Check[]> {
    const [infos, written] = await Promise.allSettled([within(this.infos()), within(this.write())]);
    const writable = toCheck('redis-writable', written.status === 'rejected' ? reasonOf(written) : undefined);
    if (infos.status === 'rejected') return [toCheck('redis', reasonOf(infos)), writable];
    const found = Object.entries(CHECKS).map(([name, check]) =>
      toCheck(
        name,
        infos.value.map(check).find((fault) => fault !== undefined),
      ),
    );
    return [toCheck('redis'), writable, ...found];
  }

  private async infos(): Promise<Info[]> {
    const masters = this.redis.masters();
    if (masters.length === 0) throw new Error('no node of the cluster can be reached');
    return ask(this.redis, 'INFO', () => Promise.all(masters.map(async (node) => parse(await node.info()))));
  }

  /** Only a write tells that writes are taken: a full memory, a full disk, too few replicas are all told by it. */
  private async write(): Promise<void> {
    await ask(this.redis, 'SET', () => this.redis.client.set(PROBE_KEY, '1', 'PX', PROBE_TTL_MS));
  }
}

function toCheck(name: string, fault?: string): Check {
  return { name, ok: fault === undefined, detail: fault ?? 'ok' };
}

function reasonOf({ reason }: PromiseRejectedResult): string {
  return (reason as Error).message;
}

function parse(info: string): Info {
  return Object.fromEntries(
    [...info.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, name, value]) => [name!, value!] as const),
  );
}

/** A probe waits a second or two; a Redis that hangs must not make it guess. */
async function within<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    const refuse = (): void => reject(new Error(`it did not answer within ${ANSWER_WITHIN_MS} ms`));
    timer = setTimeout(refuse, ANSWER_WITHIN_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

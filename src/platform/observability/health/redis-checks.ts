import { Inject, Injectable } from '@nestjs/common';
import { ask, NO_CONNECTION, Owner, REDIS, RedisConnection } from '../../redis';
import { Check } from './dto/health.dto';
import { ProbeKeys } from './probe-keys';

type Info = Record<string, string>;

const ANSWER_WITHIN_MS = 2_000;
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

/** Those of a single master are no fault of the whole: its stores are away, and the others can be served. */
const DEGRADING = ['redis', 'redis-writable', 'redis-loaded', 'redis-master', 'redis-append-only-file'];

export interface RedisState {
  checks: Check[];
  /** Something is wrong with a master, and another one can serve the stores that it has. */
  degraded: boolean;
}

/** Faults of a master by the name of the check. */
type Faults = Map<string, string>;

/** Whether Redis can serve calls: each thing that may be wrong with it by a name of its own. */
@Injectable()
export class RedisChecks {
  constructor(
    @Inject(REDIS) private readonly redis: RedisConnection,
    private readonly probes: ProbeKeys,
  ) {}

  async run(): Promise<RedisState> {
    const owners = this.redis.owners();
    if (owners.length === 0)
      return { checks: [toCheck('redis', 'no node of the cluster can be reached')], degraded: false };
    const found = await Promise.all(owners.map((owner) => this.faultsOf(owner)));
    const noneAnswers = found.every((faults) => faults.has('redis'));
    const names = ['redis', 'redis-writable', ...(noneAnswers ? [] : Object.keys(CHECKS))];
    const checks = names.map((name) => {
      const at = found.findIndex((faults) => faults.has(name));
      const fault = found[at]?.get(name);
      return toCheck(name, owners.length > 1 && fault ? `${owners[at]!.name}: ${fault}` : fault);
    });
    const failing = checks.filter(({ ok }) => !ok).map(({ name }) => name);
    const onePasses = found.some((faults) => faults.size === 0);
    return {
      checks,
      degraded: failing.length > 0 && onePasses && failing.every((name) => DEGRADING.includes(name)),
    };
  }

  private async faultsOf(owner: Owner): Promise<Faults> {
    const faults: Faults = new Map();
    const [info, written] = await Promise.allSettled([within(this.info(owner)), within(this.write(owner))]);
    if (written.status === 'rejected') faults.set('redis-writable', reasonOf(written));
    if (info.status === 'rejected') return faults.set('redis', reasonOf(info));
    for (const [name, check] of Object.entries(CHECKS)) {
      const fault = check(info.value);
      if (fault !== undefined) faults.set(name, fault);
    }
    return faults;
  }

  private async info({ node }: Owner): Promise<Info> {
    if (!node) throw new Error(NO_CONNECTION);
    return parse(await ask(this.redis, 'INFO', () => node.info()));
  }

  /** Only a write tells that writes are taken: a full memory, a full disk, too few replicas are all told by it. */
  private async write({ name }: Owner): Promise<void> {
    const key = this.probes.keyOf(name);
    if (key === undefined) return;
    await ask(this.redis, 'SET', () => this.redis.client.set(key, '1', 'PX', PROBE_TTL_MS));
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

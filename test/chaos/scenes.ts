import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dice } from '../fuzz/dice';
import { failsOver, hangs, moves } from '../support/cluster-events';
import { killRedis } from '../support/kill-redis';
import { startRedis } from '../support/redis-server';
import { Service } from '../support/service';
import { sleep } from '../support/time';
import { archiverKilled, postgresKilled } from './archives';
import { Told, untilTold } from './caller';
import { clustered } from './clusters';
import { DroppingProxy } from './dropping-proxy';
import { findFaults } from './oracle';
import { Stage } from './stage';
import { opening, Traffic } from './traffic';

/** Result of one scene. */
export interface Outcome {
  what: string;
  times: number;
  /** Calls with an answer that can be relied on. */
  answered: number;
  refused: number;
  /** Attempts that ended in a 5xx or a broken connection. */
  failed: number;
  faults: string[];
  seconds: number;
}

/** A fault that is done to the service while callers trade. */
interface Scene {
  what: string;
  times: number;
  /** Most calls that are answered from one fault to the next; few where nothing is given. */
  calls?: number;
  open: () => Promise<Stage>;
}

const FEW = 12;

export const CHAOS = new Map<string, Scene>([
  ['redis-killed', { what: '`kill -9` of redis-server', times: 200, open: () => owned(['redis']) }],
  ['service-killed', { what: '`kill -9` of the service', times: 200, open: () => owned(['service']) }],
  ['both-killed', { what: '`kill -9` of both at once', times: 100, open: () => owned(['service', 'redis']) }],
  ['redis-replies-lost', { what: 'replies of Redis lost', times: 3_000, open: repliesLost }],
  ['answers-lost', { what: 'answers of the service lost', times: 2_000, open: answersLost }],
  [
    'archiver-killed',
    { what: '`kill -9` of a service that archives', times: 100, calls: 3_000, open: archiverKilled },
  ],
  [
    'postgres-killed',
    { what: 'PostgreSQL killed, its sessions cut off', times: 100, calls: 400, open: postgresKilled },
  ],
  ['master-changed', { what: 'failover by order', times: 40, open: () => clustered(failsOver) }],
  ['master-hung', { what: 'failover as the master hangs', times: 20, open: () => clustered(hangs) }],
  ['store-moved', { what: 'the store moved to another master', times: 30, open: () => moved() }],
]);

/** Masters stand still while a long journal goes over, and must not be taken for dead. */
function moved(): Promise<Stage> {
  return clustered(moves, ['--cluster-node-timeout', '15000']);
}

export async function runChaos(name: string, share: number, seed: number): Promise<Outcome> {
  const { what, times: all, calls = FEW, open } = CHAOS.get(name)!;
  const times = Math.ceil(all * share);
  const started = performance.now();
  const dice = new Dice(seed);
  const stage = await open();
  try {
    const opened: Told[] = [];
    for (const call of opening())
      opened.push(
        await untilTold(
          () => stage.url(),
          call,
          () => undefined,
        ),
      );
    const traffic = new Traffic(() => stage.url(), dice, name);
    for (let i = 0; i < times; i++) {
      await traffic.answers(1 + dice.below(calls));
      await stage.strike(dice);
    }
    await traffic.close();
    // Whatever is still held for a second is over by then.
    await sleep(2_500);
    const told = [...opened, ...traffic.told];
    const faults = [...(await findFaults(stage.url(), told)), ...((await stage.faults?.()) ?? [])];
    return {
      what,
      times,
      faults,
      answered: told.length,
      refused: told.filter(({ answer }) => answer.status >= 400).length,
      failed: [...traffic.faults.values()].reduce((sum, count) => sum + count, 0),
      seconds: (performance.now() - started) / 1_000,
    };
  } finally {
    await stage.close();
  }
}

/** A service with a Redis of its own, of which some are killed and come back. */
async function owned(victims: ('service' | 'redis')[]): Promise<Stage> {
  const home = mkdtempSync(join(tmpdir(), 'ch-chaos-'));
  const settings = { DATA_DIR: home, REDIS_APPENDFSYNC: 'always' };
  let service = await Service.start(settings);
  return {
    url: () => service.url,
    strike: async (dice) => {
      await sleep(dice.below(40));
      if (victims.includes('service')) service.signal('SIGKILL');
      if (victims.includes('redis')) killRedis(home);
      if (!victims.includes('service')) return;
      await service.exited;
      service = await Service.start(settings);
    },
    close: async () => {
      await service.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function repliesLost(): Promise<Stage> {
  const redis = await startRedis();
  const proxy = await new DroppingProxy(() => ({ path: redis.path }), 'fcall').listen();
  const service = await Service.start({ REDIS_URL: `unix://${proxy.path}` });
  return dropping(proxy, () => service.url, [service, proxy, redis]);
}

async function answersLost(): Promise<Stage> {
  const redis = await startRedis();
  const service = await Service.start({ REDIS_URL: redis.url });
  const port = Number(new URL(service.url).port);
  const proxy = await new DroppingProxy(() => ({ port, host: '127.0.0.1' }), 'idempotency-key').listen();
  return dropping(proxy, () => `http://127.0.0.1:${proxy.port}`, [service, proxy, redis]);
}

function dropping(proxy: DroppingProxy, url: () => string, parts: { stop(): Promise<void> }[]): Stage {
  return {
    url,
    strike: async () => {
      const before = proxy.drops;
      proxy.dropNext();
      while (proxy.drops === before) await sleep(1);
    },
    close: async () => {
      for (const part of parts) await part.stop();
    },
  };
}

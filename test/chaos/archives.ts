import { Dice } from '../fuzz/dice';
import { TestPostgres } from '../support/postgres';
import { startRedis } from '../support/redis-server';
import { Service } from '../support/service';
import { sleep } from '../support/time';
import { send } from './caller';
import { Stage } from './stage';

const ARCHIVED_WITHIN_MS = 120_000;

/** Two services that archive one store, and let what is a second old leave Redis, of which one or the other is killed. */
export function archiverKilled(): Promise<Stage> {
  return archived(async ({ services, start }, dice) => {
    await sleep(dice.below(40));
    const [victim] = services.splice(dice.below(2), 1);
    victim!.signal('SIGKILL');
    await victim!.exited;
    services.push(await start());
  });
}

/** PostgreSQL is killed and comes back, or all its sessions end. */
export function postgresKilled(): Promise<Stage> {
  return archived(async ({ postgres }, dice) => {
    await sleep(dice.below(200));
    if (dice.chance(0.5)) return postgres.cutOff();
    await postgres.kill();
    await sleep(dice.below(200));
    await postgres.resume();
  });
}

interface Archived {
  postgres: TestPostgres;
  services: Service[];
  start: () => Promise<Service>;
}

async function archived(strike: (parts: Archived, dice: Dice) => Promise<void>): Promise<Stage> {
  const [redis, postgres] = [await startRedis(), await TestPostgres.start()];
  const settings = {
    ...{ REDIS_URL: redis.url, ARCHIVE_URL: postgres.url, HISTORY_SECONDS: '1', SWEEP_INTERVAL_MS: '50' },
  };
  const start = (): Promise<Service> => Service.start(settings);
  const services = [await start(), await start()];
  const url = (): string => services[0]!.url;
  return {
    url,
    strike: (dice) => strike({ postgres, services, start }, dice),
    faults: () => findArchiveFaults(url(), postgres),
    close: async () => {
      for (const part of [...services, redis, postgres]) await part.stop();
    },
  };
}

/** All that is wrong with the archive of the store, once it had so long to take what is there. */
export async function findArchiveFaults(
  url: string,
  postgres: TestPostgres,
  withinMs = ARCHIVED_WITHIN_MS,
): Promise<string[]> {
  return [...(await differences(url, withinMs)), ...(await gaps(postgres))];
}

async function differences(url: string, withinMs: number): Promise<string[]> {
  const call = { method: 'POST', path: '/v1/stores/main/audits/archive', key: '' } as const;
  for (const end = Date.now() + withinMs; ; await sleep(1_000)) {
    const { status, text } = await send(url, { ...call, key: `archive-${Date.now()}` });
    if (status === 200 && text.includes('"differences":[]')) return [];
    if (Date.now() > end) return [`an audit of the archive says ${status} ${text.slice(0, 300)}`];
  }
}

/** Histories whose rows do not count from 1 to the newest, each once. */
async function gaps(postgres: TestPostgres): Promise<string[]> {
  const rows = await postgres.rows<{ name: string; rows: string; newest: string }>(
    `select name, count(*) "rows", max(sequence) newest from (
      select sku name, sequence from countinghouse.movements
      union all select account || ' ' || asset, sequence from countinghouse.entries) histories
    group by name having count(*) <> max(sequence) or count(distinct sequence) <> count(*)`,
  );
  return rows.map((one) => `${one.name} has ${one.rows} rows in the archive, the newest is ${one.newest}`);
}

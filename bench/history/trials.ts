import { spawnSync } from 'node:child_process';
import { sleep } from '../../test/support/time';
import { load, Load, Repeated } from '../support/load';
import { familyMicros, processorMicros } from '../support/processor-time';
import { ArchivedService, BATCH, sellBatch, startArchived } from './archived-service';
import { paced } from './caller';

/** Deductions in batches at a rate that is asked for, with an archive. */
export interface Kept {
  asked: number;
  /** Deductions a second that were sold, and that were archived meanwhile. */
  sold: number;
  archived: number;
  /** The most that the archive was behind, in seconds. */
  lagSeconds: number;
  /** By itself, from the last sale until all was archived. */
  alone: Alone;
}

interface Alone {
  seconds: number;
  perSecond: number;
  /** Processor time a deduction, in µs. */
  nodeMicros: number;
  redisMicros: number;
  postgresMicros: number;
}

export async function keepUp(asked: number, seconds: number): Promise<Kept> {
  const archived = await startArchived();
  const started = performance.now();
  const elapsed = (): number => (performance.now() - started) / 1_000;
  let lagSeconds = 0;
  const watching = setInterval(() => {
    const lag = archived.store.metric('countinghouse_archive_lag_seconds');
    lag.then((value) => (lagSeconds = Math.max(lagSeconds, value))).catch(() => undefined);
  }, 500);
  await paced((asked * seconds) / BATCH, asked / BATCH, () => sellBatch(archived.store));
  const took = elapsed();
  const rows = await archived.postgres.count('deductions', 'main');
  const alone = await catchUp(archived, asked * seconds - rows);
  clearInterval(watching);
  await archived.stop();
  return { asked, sold: (asked * seconds) / took, archived: rows / took, lagSeconds, alone };
}

async function catchUp(archived: ArchivedService, deductions: number): Promise<Alone> {
  const { service, redis, postgres } = archived;
  const used = (): number[] => [
    processorMicros(service.pid),
    processorMicros(redis.process.pid!),
    familyMicros(postgres.pid),
  ];
  const [started, before] = [performance.now(), used()];
  await untilArchived(archived);
  const seconds = (performance.now() - started) / 1_000;
  const [nodeMicros, redisMicros, postgresMicros] = used().map(
    (after, i) => (after - before[i]!) / deductions,
  );
  return {
    seconds,
    perSecond: deductions / seconds,
    nodeMicros: nodeMicros!,
    redisMicros: redisMicros!,
    postgresMicros: postgresMicros!,
  };
}

async function untilArchived({ redis, postgres }: ArchivedService): Promise<void> {
  const [[newest] = []] = await redis.client.xrevrange('ch:{main}:journal', '+', '-', 'COUNT', 1);
  const archived = async (): Promise<boolean> => {
    const [row] = await postgres.rows<{ position: string }>('select position from countinghouse.stores');
    return row!.position.startsWith(newest!);
  };
  while (!(await archived())) await sleep(100);
}

const DEDUCT: Repeated = {
  method: 'POST',
  path: '/v1/stores/main/inventory/items/SKU-0/deductions',
  body: { quantity: 1 },
};

/** Sales before, while and after PostgreSQL is away, in turns: killed, or standing still. */
export interface Away {
  up: Load[];
  killed: Load[];
  still: Load[];
}

export async function away(
  { rounds, seconds, connections }: { rounds: number; seconds: number; connections: number },
  say: (line: string) => void,
): Promise<Away> {
  const archived = await startArchived();
  const measured: Away = { up: [], killed: [], still: [] };
  const sell = async (when: keyof Away): Promise<void> => {
    const one = await load(archived.service, DEDUCT, seconds, connections);
    measured[when].push(one);
    say(`PostgreSQL ${when}: ${Math.round(one.perSecond)} a second, p99 ${one.p99Ms.toFixed(1)} ms`);
  };
  await load(archived.service, DEDUCT, 3, connections);
  for (let round = 0; round < rounds; round++) {
    await sell('up');
    await archived.postgres.kill();
    await sell('killed');
    await archived.postgres.resume();
    await untilArchived(archived);
    await sell('up');
    signalAll(archived.postgres.pid, 'STOP');
    await sell('still');
    signalAll(archived.postgres.pid, 'CONT');
    await untilArchived(archived);
  }
  await archived.stop();
  return measured;
}

/** A server of PostgreSQL and the processes of its sessions. */
function signalAll(pid: number, signal: 'STOP' | 'CONT'): void {
  process.kill(pid, `SIG${signal}`);
  spawnSync('pkill', [`-${signal}`, '-P', String(pid)]);
}

import { kinds } from './memory/kinds';
import { weigh, Weight } from './memory/measure';
import { openBenchHouse } from './support/bench-house';
import { BenchOptions, Section, Table } from './support/section';

/** Bytes at most, of an open reservation, a transfer, a movement and an idempotency record each. */
const GOAL = 512;

type Row = Weight & { name: string };

/** Costs of each kind of thing in Redis' memory, with everything that is written along with it. */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  const count = quick ? 10_000 : 100_000;
  const { redis, scripts, stop } = await openBenchHouse();
  const rows: Row[] = [];
  for (const kind of kinds) {
    rows.push({ name: kind.name, ...(await weigh(scripts, redis.client, kind, count)) });
    say(cells(rows.at(-1)!).join('  '));
  }
  await stop();
  return {
    title: 'Memory, bytes of each',
    text: `Growth of Redis' used_memory by ${count} of each in an empty store, and the part of it that goes when the
idempotency records are deleted, then the journal, the movements and the entries. The rest is the thing itself: its
record, its places in indexes, its expiry key. The goal is ${GOAL} B.`,
    tables: [goals(rows), shares(rows)],
  };
}

function cells(row: Row): (string | number)[] {
  const { name, inAll, operation, journal, movements, entries, itself } = row;
  return [name, inAll, operation, journal, movements, entries, itself];
}

function shares(rows: Row[]): Table {
  const parts = ['idempotency record', 'journal entry', 'movements', 'entries', 'itself'];
  return { head: ['written', 'in all', ...parts], rows: rows.map(cells) };
}

function goals(rows: Row[]): Table {
  const of = (name: string): Row => rows.find((row) => row.name.startsWith(name))!;
  const largest = (share: keyof Weight): number => Math.max(...rows.map((row) => row[share]));
  const reservation = of('reservation');
  const [posted, pending] = [of('transfer, posted'), of('transfer, pending')];
  const bytes: [string, number][] = [
    ['open reservation, one line', reservation.itself],
    ['transfer, posted, with its two entries', posted.itself + posted.entries],
    ['transfer, pending', pending.itself + pending.entries],
    ['movement, the largest', largest('movements')],
    ['idempotency record, the largest', largest('operation')],
  ];
  return {
    head: ['', 'B', `≤ ${GOAL}`],
    rows: bytes.map(([name, value]) => [name, value, value <= GOAL ? 'yes' : 'no']),
  };
}

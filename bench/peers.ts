import { FEW, openAlternatives, POOL } from './support/alternatives';
import { CONNECTIONS, Repeated } from './support/load';
import { loadTable } from './support/load-table';
import { NAMES } from './support/names';
import { requireSameAnswers } from './support/same-answers';
import { BenchOptions, Section, Table } from './support/section';
import { contender, inTurns, schedule, scheduleText } from './support/turns';

const ITEMS = '/v1/stores/main/inventory/items';
const deductions = (sku: string, skus: number): Repeated => {
  return { method: 'POST', path: `${ITEMS}/${sku}/deductions`, body: { quantity: 1 }, skus };
};
const WORKLOADS: Record<string, Repeated> = {
  'All of one SKU:': deductions('SKU-0', 1),
  'Any of 1 000 SKUs:': deductions('{sku}', 1_000),
};

/** Alternatives that a team would take instead, on the same machine in the same run. */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  const { list, close } = await openAlternatives();
  await requireSameAnswers(
    list.map(({ target, prepare }) => ({ target, prepare: () => prepare(1) })),
    deductions('SKU-0', 1),
  );
  const plan = schedule(quick);
  const tables: Table[] = [];
  for (const [caption, request] of Object.entries(WORKLOADS)) {
    const contenders = list.map(({ name, target, prepare }) =>
      contender(name, { target, request }, () => prepare(request.skus!)),
    );
    tables.push(loadTable(await inTurns(contenders, plan, say), NAMES.service, { caption }));
  }
  await close();
  return { title: 'A deduction, and what one would take instead', text: textOf(scheduleText(plan)), tables };
}

function textOf(rounds: string): string {
  return `Deductions of one unit. Each peer stands behind a bare Fastify route, and does what the service does in one go:
never below what is reserved, once per idempotency key, and into a journal.

- **Redis WATCH/MULTI**: read, decide outside of Redis, \`MULTI\`, \`EXEC\`, and again where another was faster. Each
  request needs a connection to itself: a pool of ${POOL} of them, and one of ${FEW}, which suits one SKU best.
- **${NAMES.postgres}**: a conditional \`UPDATE\`, an idempotency table and a journal table in one function and one round
  trip (bench/servers/postgres.sql), prepared, a pool of ${POOL} connections, a unix socket. The settings are those of
  \`initdb\`: \`fsync\` and \`synchronous_commit\` are on, and no answer is given before it is on disk.
- **${NAMES.postgresAsync}**: \`synchronous_commit = off\`, which may lose the last moments in a
  crash of the machine, as Redis with \`everysec\` may; this row is the one to compare with.

${CONNECTIONS} connections, ${rounds}; tables and Redis are emptied before each.`;
}

import { sleep } from '../../test/support/time';
import { each, succeed } from '../support/calls';
import { Desk } from '../support/desk';
import { Call, scriptCase, ScriptCase } from './case';
import { CUSTOMER, lines, SWEEP_BATCH, TTL_SECONDS } from './furniture';

function request(desk: Desk, count: number, ttlSeconds = TTL_SECONDS) {
  return { id: desk.id(), ttlSeconds, ownerId: CUSTOMER, lines: lines(count) };
}

async function held(desk: Desk, store: string): Promise<string> {
  const made = request(desk, 1);
  await succeed(desk.reservations.reserve(desk.operation(), store, made));
  return made.id;
}

function reserve(count: number): ScriptCase {
  return scriptCase(
    'inventory/reserve',
    (desk) => {
      const [operation, wanted] = [desk.operation(), request(desk, count)];
      return (store) => desk.reservations.reserve(operation, store, wanted);
    },
    { what: count === 1 ? '1 line' : `${count} lines` },
  );
}

/** Calls that each end so many of the holds that are over; one page, of some 5 000 at most, must name them all. */
async function releases(desk: Desk, store: string, count: number, size: number): Promise<Call[]> {
  await each(count * size, () =>
    succeed(desk.reservations.reserve(desk.operation(), store, request(desk, 1, 1))),
  );
  await sleep(2_000);
  const due = await desk.holdSweep.find(store, count * size);
  return Array.from({ length: count }, (_, i) => async (where) => {
    const { released } = await desk.holdSweep.release(where, due!.members.slice(i * size, (i + 1) * size));
    return { ok: released === size };
  });
}

export const holdCases: ScriptCase[] = [
  reserve(1),
  reserve(3),
  scriptCase('inventory/commit', async (desk, prepared) => {
    const [operation, id] = [desk.operation(), await held(desk, prepared)];
    return (store) => desk.reservations.commit(operation, store, id);
  }),
  scriptCase('inventory/cancel', async (desk, prepared) => {
    const [operation, id] = [desk.operation(), await held(desk, prepared)];
    return (store) => desk.reservations.cancel(operation, store, id);
  }),
  scriptCase('inventory/extend', async (desk, prepared) => {
    const [operation, id] = [desk.operation(), await held(desk, prepared)];
    return (store) => desk.reservations.extend(operation, store, id, 2 * TTL_SECONDS);
  }),
  scriptCase('inventory/reindex-reservation', async (desk, prepared) => {
    const id = await held(desk, prepared);
    return async (store) => ({ ok: await desk.audit.reindex(store, id) });
  }),
  {
    script: 'inventory/release-due',
    what: '1 hold',
    prepare: (desk, store, count) => releases(desk, store, count, 1),
  },
  {
    script: 'inventory/release-due',
    what: `${SWEEP_BATCH} holds`,
    calls: 16,
    prepare: (desk, store, count) => releases(desk, store, count, SWEEP_BATCH),
  },
];

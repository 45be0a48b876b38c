import { sleep } from '../../test/support/time';
import { each, succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { Call, scriptCase, ScriptCase } from './case';
import { CUSTOMER, lines, SWEEP_BATCH, TTL_SECONDS } from './filled-store';

function request(scripts: ServiceScripts, count: number, ttlSeconds = TTL_SECONDS) {
  return { id: scripts.id(), ttlSeconds, ownerId: CUSTOMER, lines: lines(count) };
}

async function aReservation(scripts: ServiceScripts, store: string): Promise<string> {
  const made = request(scripts, 1);
  await succeed(scripts.reservations.reserve(scripts.operation(), store, made));
  return made.id;
}

function reserve(count: number): ScriptCase {
  return scriptCase(
    'inventory/reserve',
    (scripts) => {
      const [operation, wanted] = [scripts.operation(), request(scripts, count)];
      return (store) => scripts.reservations.reserve(operation, store, wanted);
    },
    { what: count === 1 ? '1 line' : `${count} lines` },
  );
}

/** Calls that each end so many of the reservations that are over; one page, of some 5 000 at most, must name them all. */
async function releases(
  scripts: ServiceScripts,
  store: string,
  count: number,
  size: number,
): Promise<Call[]> {
  await each(count * size, () =>
    succeed(scripts.reservations.reserve(scripts.operation(), store, request(scripts, 1, 1))),
  );
  await sleep(2_000);
  const due = await scripts.reservationSweep.find(store, count * size);
  return Array.from({ length: count }, (_, i) => async (where) => {
    const { released } = await scripts.reservationSweep.release(
      where,
      due!.members.slice(i * size, (i + 1) * size),
    );
    return { ok: released === size };
  });
}

export const reservationCases: ScriptCase[] = [
  reserve(1),
  reserve(3),
  scriptCase('inventory/commit', async (scripts, prepared) => {
    const [operation, id] = [scripts.operation(), await aReservation(scripts, prepared)];
    return (store) => scripts.reservations.commit({ operation, store, id }, 'release');
  }),
  scriptCase('inventory/cancel', async (scripts, prepared) => {
    const [operation, id] = [scripts.operation(), await aReservation(scripts, prepared)];
    return (store) => scripts.reservations.cancel({ operation, store, id });
  }),
  scriptCase('inventory/extend', async (scripts, prepared) => {
    const [operation, id] = [scripts.operation(), await aReservation(scripts, prepared)];
    return (store) => scripts.reservations.extend({ operation, store, id }, 2 * TTL_SECONDS);
  }),
  scriptCase(
    'inventory/commit',
    async (scripts, prepared) => {
      const [operation, made] = [scripts.operation(), request(scripts, 3)];
      await succeed(scripts.reservations.reserve(scripts.operation(), prepared, made));
      const call = { operation, id: made.id };
      return (store) => scripts.reservations.commit({ ...call, store }, 'keep', made.lines.slice(0, 1));
    },
    { what: '1 line of 3' },
  ),
  scriptCase('inventory/set-lines', async (scripts, prepared) => {
    const [operation, id] = [scripts.operation(), await aReservation(scripts, prepared)];
    return (store) => scripts.reservations.setLines({ operation, store, id }, lines(2));
  }),
  scriptCase('inventory/reindex-reservation', async (scripts, prepared) => {
    const id = await aReservation(scripts, prepared);
    return async (store) => ({ ok: await scripts.audit.reindex(store, id, false) });
  }),
  {
    script: 'inventory/release-due',
    what: '1 reservation',
    prepare: (scripts, store, count) => releases(scripts, store, count, 1),
  },
  {
    script: 'inventory/release-due',
    what: `${SWEEP_BATCH} reservations`,
    calls: 16,
    prepare: (scripts, store, count) => releases(scripts, store, count, SWEEP_BATCH),
  },
];

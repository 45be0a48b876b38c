import { sleep } from '../../test/support/time';
import { each, succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { Call, scriptCase, ScriptCase } from './case';
import { CUSTOMER, sku, SWEEP_BATCH, TTL_SECONDS } from './filled-store';

const PLENTY = 1_000_000_000;
const HUNDRED = 100;

function request(scripts: ServiceScripts, of: string, quantity: number) {
  const ids = { id: scripts.id(), reservation: scripts.id() };
  return { ...ids, sku: of, quantity, ownerId: CUSTOMER, holdSeconds: TTL_SECONDS, waitSeconds: TTL_SECONDS };
}

/** A SKU of its own, sold out, for whose units so many wait. */
async function aLine(
  scripts: ServiceScripts,
  store: string,
  count: number,
  waitSeconds = TTL_SECONDS,
): Promise<string> {
  const own = scripts.id();
  const made = { sku: own, setTo: 0, reason: 'received' as const };
  await succeed(scripts.inventory.adjust(scripts.operation(), store, made));
  await each(count, () => {
    const wanted = { ...request(scripts, own, 1), waitSeconds };
    return succeed(scripts.waits.wait(scripts.operation(), store, wanted));
  });
  return own;
}

/** Calls that each end so many waits that are over, each for another SKU: a line ends all in it that are. */
async function releases(
  scripts: ServiceScripts,
  store: string,
  count: number,
  size: number,
): Promise<Call[]> {
  await each(count * size, () => aLine(scripts, store, 1, 1));
  await sleep(2_000);
  const due = await scripts.waitSweep.find(store, count * size);
  return Array.from({ length: count }, (_, i) => async (where) => {
    const members = due!.members.slice(i * size, (i + 1) * size);
    const { released } = await scripts.waitSweep.release(where, members);
    return { ok: released === size };
  });
}

export const waitCases: ScriptCase[] = [
  scriptCase('inventory/wait', (scripts) => {
    const [operation, wanted] = [scripts.operation(), request(scripts, sku(), 2 * PLENTY)];
    return (store) => scripts.waits.wait(operation, store, wanted);
  }),
  scriptCase('inventory/cancel-wait', async (scripts, prepared) => {
    const wanted = request(scripts, sku(), 2 * PLENTY);
    await succeed(scripts.waits.wait(scripts.operation(), prepared, wanted));
    const [operation, { id }] = [scripts.operation(), wanted];
    return (store) => scripts.waits.cancelWait({ operation, store, id });
  }),
  {
    script: 'inventory/release-due-waits',
    what: `${SWEEP_BATCH} waits`,
    calls: 16,
    prepare: (scripts, store, count) => releases(scripts, store, count, SWEEP_BATCH),
  },
  scriptCase(
    'inventory/run-lines',
    (scripts) => async (store) => {
      await scripts.waits.runLines(store);
      return { ok: true };
    },
    { what: 'no line is left' },
  ),
  ...[1, HUNDRED].map((count) =>
    scriptCase(
      'inventory/adjust',
      async (scripts, prepared) => {
        const own = await aLine(scripts, prepared, count);
        const received = { sku: own, delta: count, reason: 'received' as const };
        const operation = scripts.operation();
        return (store) => scripts.inventory.adjust(operation, store, received);
      },
      { what: `promotes ${count}`, calls: count === 1 ? undefined : 25 },
    ),
  ),
];

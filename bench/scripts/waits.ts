import { each, succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { scriptCase, ScriptCase } from './case';
import { CUSTOMER, sku, TTL_SECONDS } from './filled-store';

const PLENTY = 1_000_000_000;
const HUNDRED = 100;

function request(scripts: ServiceScripts, of: string, quantity: number) {
  const ids = { id: scripts.id(), reservation: scripts.id() };
  return { ...ids, sku: of, quantity, ownerId: CUSTOMER, holdSeconds: TTL_SECONDS, waitSeconds: TTL_SECONDS };
}

/** A SKU of its own, sold out, for whose units so many wait. */
async function aLine(scripts: ServiceScripts, store: string, count: number): Promise<string> {
  const own = scripts.id();
  const made = { sku: own, setTo: 0, reason: 'received' as const };
  await succeed(scripts.inventory.adjust(scripts.operation(), store, made));
  await each(count, () => succeed(scripts.waits.wait(scripts.operation(), store, request(scripts, own, 1))));
  return own;
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

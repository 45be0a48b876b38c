import { succeed } from '../support/calls';
import { scriptCase, ScriptCase } from './case';
import { lines, sku, TTL_SECONDS } from './filled-store';

const REFERENCE = 'PO 4711';
const HUNDRED = 100;

export const stockCases: ScriptCase[] = [
  scriptCase('inventory/deduct', (scripts) => {
    const [operation, request] = [scripts.operation(), { id: scripts.id(), sku: sku(), quantity: 1 }];
    return (store) => scripts.deductions.deduct(operation, store, request);
  }),
  scriptCase(
    'inventory/deduct-batch',
    (scripts) => {
      const requests = lines(HUNDRED).map((line) => ({ id: scripts.id(), ...line }));
      const operation = scripts.operation();
      return (store) => scripts.deductions.deductBatch(operation, store, requests);
    },
    { what: '100 items', calls: 25 },
  ),
  scriptCase('inventory/reverse-deduction', async (scripts, prepared) => {
    const [operation, request] = [scripts.operation(), { id: scripts.id(), sku: sku(), quantity: 1 }];
    await succeed(scripts.deductions.deduct(scripts.operation(), prepared, request));
    return (store) => scripts.deductions.reverseDeduction(operation, store, request);
  }),
  scriptCase('inventory/adjust', (scripts) => {
    const request = { sku: sku(), delta: 5, reason: 'received' as const, reference: REFERENCE };
    const operation = scripts.operation();
    return (store) => scripts.inventory.adjust(operation, store, request);
  }),
  scriptCase(
    'inventory/adjust',
    async (scripts, prepared) => {
      const own = scripts.id();
      const received = { sku: own, setTo: 100, reason: 'received' as const };
      await succeed(scripts.inventory.adjust(scripts.operation(), prepared, received));
      const wanted = { ttlSeconds: TTL_SECONDS, lines: [{ sku: own, quantity: 10 }] };
      for (let i = 0; i < 10; i++) {
        const made = { ...wanted, id: scripts.id() };
        await succeed(scripts.reservations.reserve(scripts.operation(), prepared, made));
      }
      const count = { sku: own, setTo: 0, reason: 'lost' as const, evict: 'newest' as const };
      const operation = scripts.operation();
      return (store) => scripts.inventory.adjust(operation, store, count);
    },
    { what: 'ends 10 reservations', calls: 25 },
  ),
  scriptCase(
    'inventory/adjust-batch',
    (scripts) => {
      const change = { delta: 5, reason: 'received' as const, reference: REFERENCE };
      const requests = lines(HUNDRED).map((line) => ({ sku: line.sku, ...change }));
      const operation = scripts.operation();
      return (store) => scripts.inventory.adjustBatch(operation, store, requests);
    },
    { what: '100 items', calls: 25 },
  ),
  scriptCase('inventory/set-policy', (scripts) => {
    const [operation, id] = [scripts.operation(), sku()];
    const policy = { safetyStock: 5, lowStock: 100 };
    return (store) => scripts.inventory.setPolicy(operation, store, id, policy);
  }),
  scriptCase('inventory/repair-stock', async (scripts, prepared) => {
    // With a SKU of its own: the call names the newest movement.
    const own = scripts.id();
    const received = { sku: own, delta: 5, reason: 'received' as const };
    await succeed(scripts.inventory.adjust(scripts.operation(), prepared, received));
    const actual = { onHand: 5, reserved: 0, sold: 0, sequence: 1 };
    const repair = { sku: own, recorded: 1, actual, change: 0, dryRun: false };
    return async (store) => ({ ok: await scripts.audit.repairStock(store, repair) });
  }),
];

import { succeed } from '../support/calls';
import { scriptCase, ScriptCase } from './case';
import { lines, sku } from './furniture';

const REFERENCE = 'PO 4711';
const HUNDRED = 100;

export const stockCases: ScriptCase[] = [
  scriptCase('inventory/deduct', (desk) => {
    const [operation, request] = [desk.operation(), { id: desk.id(), sku: sku(), quantity: 1 }];
    return (store) => desk.inventory.deduct(operation, store, request);
  }),
  scriptCase(
    'inventory/deduct-batch',
    (desk) => {
      const requests = lines(HUNDRED).map((line) => ({ id: desk.id(), ...line }));
      const operation = desk.operation();
      return (store) => desk.inventory.deductBatch(operation, store, requests);
    },
    { what: '100 items', calls: 25 },
  ),
  scriptCase('inventory/reverse-deduction', async (desk, prepared) => {
    const [operation, request] = [desk.operation(), { id: desk.id(), sku: sku(), quantity: 1 }];
    await succeed(desk.inventory.deduct(desk.operation(), prepared, request));
    return (store) => desk.inventory.reverseDeduction(operation, store, request.sku, request.id);
  }),
  scriptCase('inventory/adjust', (desk) => {
    const request = { sku: sku(), delta: 5, reason: 'received' as const, reference: REFERENCE };
    const operation = desk.operation();
    return (store) => desk.inventory.adjust(operation, store, request);
  }),
  scriptCase(
    'inventory/adjust-batch',
    (desk) => {
      const change = { delta: 5, reason: 'received' as const, reference: REFERENCE };
      const requests = lines(HUNDRED).map((line) => ({ sku: line.sku, ...change }));
      const operation = desk.operation();
      return (store) => desk.inventory.adjustBatch(operation, store, requests);
    },
    { what: '100 items', calls: 25 },
  ),
  scriptCase('inventory/repair-stock', async (desk, prepared) => {
    // Of a SKU of its own: the call names the newest movement.
    const own = desk.id();
    const received = { sku: own, delta: 5, reason: 'received' as const };
    await succeed(desk.inventory.adjust(desk.operation(), prepared, received));
    const actual = { onHand: 5, reserved: 0, sold: 0, sequence: 1 };
    return async (store) => ({ ok: await desk.audit.repairStock(store, own, 1, actual, 0) });
  }),
];

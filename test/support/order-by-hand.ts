import { encodeOrder, OrderRecord } from '../../src/orders/generated/order-record';
import { ReplyValue } from '../../src/platform/scripts/script-runner';
import { ScriptStore, Units } from './script-store';

/** The record of an order of one TEE that nobody paid through the ledger, or of another. */
export function orderRecord(over: Partial<OrderRecord> = {}): string {
  const at = 1_796_000_000_000;
  return encodeOrder({
    ...{ state: 'placed', updatedMs: at, refund: null, createdMs: at, payment: null },
    ...{ lines: linesOf([{ TEE: 1 }]), customer: 'ann', currency: 'USD' },
    ...{ total: 5, units: 1, reservation: null, metadata: null, reason: null },
    ...{ refunded: null, version: null, fulfilled: null, cancelled: null, returned: null },
    ...{ pricing: null, deadlineMs: null, legs: null, counted: null, charges: null, changes: null },
    ...over,
  });
}

const linesOf = (lines: Units[]): OrderRecord['lines'] =>
  lines.flatMap((units) => Object.entries(units).map(([sku, quantity]) => ({ sku, quantity, unitPrice: 5 })));

/** Writes an order of these lines past every script, which may name a SKU twice. */
export async function writeOrder(store: ScriptStore, ...lines: Units[]): Promise<void> {
  await store.redis.hset(store.key('orders'), 'o1', orderRecord({ lines: linesOf(lines) }));
}

/** Cancels it. */
export function cancelOrder(store: ScriptStore, { restock }: { restock: boolean }): Promise<ReplyValue[]> {
  const refund = { change_id: 'c1', refund_id: 'r1', refund: 'none', may_refund: true };
  return store.run('orders/cancel', { args: { id: 'o1', if_match: '', restock, ...refund } });
}

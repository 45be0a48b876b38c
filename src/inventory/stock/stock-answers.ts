import { isoTime, readRecord, ReplyValue, Result } from '../../platform/redis';
import { decodeDeductionView } from '../generated/deduction-view-record';
import { decodeStockView } from '../generated/stock-view-record';
import { Deduction } from './dto/deduction.dto';
import { BatchAdjustment, Stock } from './dto/stock.dto';
import { InventoryRefusal } from '../inventory.errors';
import { toMovement } from './movement-record';

export type InventoryResult<T> = Result<T, InventoryRefusal>;

export interface ReversalRequest {
  id: string;
  sku: string;
  /** Omit to give all that is left back. */
  quantity?: number;
  /** Its own id, where it has one. */
  reversalId?: string;
}

export function toStock([stock]: ReplyValue[]): Stock {
  return stockOf(stock as string);
}

/** Stock, and the reservations that a count ended, where it was asked to. */
export function toAdjusted({ evict }: BatchAdjustment, [stock, ...evicted]: ReplyValue[]): Stock {
  return { ...stockOf(stock as string), ...(evict === undefined ? {} : { evicted: evicted as string[] }) };
}

export function stockOf(view: string): Stock {
  // Where a SKU cannot be read, the view is its name alone.
  return readRecord('stock', view, () => {
    const { sku, onHand, reserved, sold, safetyStock, lowStock, ...told } = decodeStockView(view);
    const available = told.available ?? availableThen(onHand, reserved);
    const policy = {
      ...(safetyStock === 0 ? {} : { safetyStock }),
      ...(lowStock === null ? {} : { lowStock }),
    };
    return { sku, onHand, reserved, available, sold, ...policy };
  });
}

/** Units that might be sold by the rule of the replies that did not tell it: they were recorded before there was another. */
function availableThen(onHand: number, reserved: number): number {
  return onHand - reserved;
}

/** The reply does not hold the request: one that is repeated has the same request. */
export function toDeduction(
  { sku, reference }: { sku: string; reference?: string },
  deduction?: ReplyValue,
): Deduction {
  const { id, quantity, from, to, available, atMs } = decodeDeductionView(deduction as string);
  // Members stand in this order in answers that are replayed byte for byte.
  return {
    id,
    sku,
    quantity,
    from,
    to,
    available,
    createdAt: isoTime(atMs),
    ...(reference ? { reference } : {}),
  };
}

/** Units that were given back; a reversal with an id of its own names its deduction. */
export function toReversal(
  { id: deductionId, sku, reversalId }: ReversalRequest,
  deduction?: ReplyValue,
): Deduction {
  const { id, ...given } = toDeduction({ sku }, deduction);
  return { id, ...(reversalId === undefined ? {} : { deductionId }), ...given };
}

/** A deduction is its movement read back: the reply of lua/inventory/read-deduction.lua. */
export function deductionOf(id: string, sku: string, values: string[]): Deduction {
  const [field, movement, reversalField, reversal, available, reversed] = values as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const { onHandChange, onHand, reference, at } = toMovement(field, movement);
  return {
    id,
    sku,
    quantity: -onHandChange,
    from: onHand - onHandChange,
    to: onHand,
    available: Number(available),
    createdAt: at,
    ...(reference ? { reference } : {}),
    ...(reversal
      ? {
          reversed: reversed === '' ? -onHandChange : Number(reversed),
          reversedAt: toMovement(reversalField, reversal).at,
        }
      : {}),
  };
}

import { readRecord, Reply, ReplyValue, Result, toResult } from '../../platform/redis';
import { decodeStockView } from '../generated/stock-view-record';
import { BatchAdjustment, Stock } from './dto/stock.dto';
import { InventoryRefusal } from '../inventory.errors';

export type InventoryResult<T> = Result<T, InventoryRefusal>;

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

/** The scripts whose replies a batch gives for each of its items. */
type ItemScript = 'inventory/adjust' | 'inventory/deduct';

export function itemResult<T, N extends ItemScript>(
  item: ReplyValue,
  decode: (values: ReplyValue[]) => T,
): InventoryResult<T> {
  const [outcome, ...values] = typeof item === 'string' ? ['OK', item] : item;
  const reply: Reply<N> = { outcome: outcome as Reply<N>['outcome'], values, replayed: false };
  return toResult(reply, decode);
}

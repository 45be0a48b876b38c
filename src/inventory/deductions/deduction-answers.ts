import { isoTime, ReplyValue } from '../../platform/redis';
import { decodeDeductionView } from '../generated/deduction-view-record';
import { toMovement } from '../stock/movement-record';
import { Deduction } from './deduction.dto';

export interface ReversalRequest {
  id: string;
  sku: string;
  /** Omit to give all that is left back. */
  quantity?: number;
  /** Its own id, where it has one. */
  reversalId?: string;
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

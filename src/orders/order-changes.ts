import { intact, isoTime, PackedLine, readActor } from '../platform/redis';
import { Cancellation, Fulfilment, Refund, Return } from './dto/order-changes.dto';
import { decodeOrderChange, OrderChangeRecord } from './generated/order-change-record';

/** All that came after the sale, by kind, oldest first. */
export interface OrderChanges {
  fulfilments: Fulfilment[];
  cancellations: Cancellation[];
  returns: Return[];
  refunds: Refund[];
}

type Notes = Pick<Fulfilment, 'reference' | 'metadata'> & Pick<Refund, 'reason'>;

/** Reads the changes in the record of an order; none where it has none. */
export function changesOf(text: string | null): OrderChanges {
  const changes: OrderChanges = { fulfilments: [], cancellations: [], returns: [], refunds: [] };
  for (const line of text === null ? [] : text.split('\n')) {
    const change = decodeOrderChange(line);
    const notes = (change.notes === null ? {} : JSON.parse(change.notes)) as Notes;
    if (change.kind === 'fulfilment') changes.fulfilments.push(toFulfilment(change, notes));
    else if (change.kind === 'refund') changes.refunds.push(toRefund(change, notes));
    else changes[change.kind === 'return' ? 'returns' : 'cancellations'].push(toCancellation(change, notes));
  }
  return changes;
}

function toFulfilment({ id, lines, atMs, actor }: OrderChangeRecord, notes: Notes): Fulfilment {
  return { id, lines: unitsOf(lines), at: isoTime(atMs), actor: readActor(actor), ...notes };
}

function toRefund({ id, amount, transfer, atMs, actor }: OrderChangeRecord, notes: Notes): Refund {
  intact(amount !== null);
  return { id, amount, transferId: transfer, at: isoTime(atMs), actor: readActor(actor), ...notes };
}

function toCancellation(change: OrderChangeRecord, notes: Notes): Cancellation {
  const { id, ...refunded } = toRefund(change, notes);
  const { lines, asked, stock } = change;
  return { id, lines: unitsOf(lines), refund: askedOf(asked), ...refunded, restock: stock === 'restock' };
}

function askedOf(asked: string | null): Cancellation['refund'] {
  intact(asked !== null);
  return asked === 'full' || asked === 'none' ? asked : { amount: Number(asked) };
}

function unitsOf(lines: PackedLine[] | null): PackedLine[] {
  intact(lines !== null);
  return lines;
}

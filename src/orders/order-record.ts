import { Order, OrderLine, OrderPayment, OrderState } from './dto/order.dto';
import {
  intact,
  isoTime,
  PackedLine,
  readRecord,
  ReplyValue,
  unpackLines,
  wholeNumber,
} from '../platform/redis';

/** The order that a script made or changed, from its reply. */
export function changedOrder(values: ReplyValue[]): Order {
  const [id, record, version] = values as [string, string, string?];
  // Absent from an answer that was recorded before orders had versions, and that is replayed to the letter.
  return toOrder(id, record, version === undefined ? undefined : Number(version));
}

/** An order that a script read, from its id and record. */
export function currentOrder(values: ReplyValue[]): Order {
  const [id, record] = values as [string, string];
  return toOrder(id, record, record.startsWith('placed ') ? 1 : 2);
}

function toOrder(id: string, record: string, version: number | undefined): Order {
  return readRecord('orders', id, () => parseOrder(id, record, version));
}

const STATES = ['placed', 'fulfilled', 'cancelled'];

/** Reads a record as lua/orders/order-records.lua writes it. */
function parseOrder(id: string, record: string, version: number | undefined): Order {
  const [head, metadata, reason] = record.split('\n') as [string, string, string];
  const [
    state,
    updatedMs,
    refund,
    createdMs,
    payment,
    lines,
    customerId,
    currency,
    total,
    units,
    reservation,
  ] = head.split(' ') as [OrderState, ...string[]];
  intact(STATES.includes(state) && !!customerId && !!currency && !!reservation && reason !== undefined);
  return {
    id,
    state,
    customerId,
    lines: unpackLines(lines!).map(toLine),
    units: wholeNumber(units),
    total: wholeNumber(total),
    currency,
    reservationId: reservation === '-' ? null : reservation,
    payment: payment === '-' ? null : toPayment(payment!, refund!),
    version: version!,
    createdAt: isoTime(createdMs),
    updatedAt: isoTime(updatedMs),
    ...(reason ? { cancelReason: reason } : {}),
    ...(metadata ? { metadata: JSON.parse(metadata) as Record<string, unknown> } : {}),
  };
}

/** The product is exact: the script that placed the order saw to it. */
function toLine({ sku, quantity, unitPrice }: PackedLine): OrderLine {
  intact(unitPrice !== undefined);
  return { sku, quantity, unitPrice, lineTotal: quantity * unitPrice };
}

function toPayment(packed: string, refund: string): OrderPayment {
  const [from, to, transfer] = packed.split('*');
  intact(!!from && !!to && !!transfer);
  return {
    from,
    to,
    transferId: transfer === '-' ? null : transfer,
    ...(refund === '-' ? {} : { refundTransferId: refund }),
  };
}

import { intact, isoTime, PackedLine, readRecord, ReplyValue } from '../platform/redis';
import { Charge, Order, OrderLeg, OrderLine, OrderPayment } from './dto/order.dto';
import { decodeOrder, ORDER_VERSION_BY_STATE, OrderRecord } from './generated/order-record';
import { changesOf } from './order-changes';
import { asAnsweredThen } from './order-then';

/** The order that a script made or changed, from its reply. */
export function changedOrder(values: ReplyValue[]): Order {
  const [id, record, version, form] = values as [string, string, string?, string?];
  const order = readOrder(id, record);
  // Replies that were recorded before orders had all this are replayed to the letter.
  return form === undefined ? asAnsweredThen(order, version) : order;
}

/** An order that a script read, from its id and record. */
export function currentOrder(values: ReplyValue[]): Order {
  const [id, record] = values as [string, string];
  return readOrder(id, record);
}

function readOrder(id: string, text: string): Order {
  return readRecord('orders', id, () => toOrder(id, decodeOrder(text)));
}

function toOrder(id: string, record: OrderRecord): Order {
  const { state, customer, units, currency, reservation, payment, reason, metadata, refunded } = record;
  return {
    id,
    state,
    customerId: customer,
    lines: linesOf(record),
    charges: record.charges === null ? [] : (JSON.parse(record.charges) as Charge[]),
    units,
    total: isUnpriced(record) ? null : record.total,
    currency,
    reservationId: reservation,
    payment: payment && toPayment(payment, record),
    refunded: refunded ?? (record.refund === null ? 0 : null),
    ...changesOf(record.changes),
    version: record.version ?? ORDER_VERSION_BY_STATE[state],
    createdAt: isoTime(record.createdMs),
    updatedAt: isoTime(record.updatedMs),
    ...(record.deadlineMs === null ? {} : { expiresAt: isoTime(record.deadlineMs) }),
    ...(reason === null ? {} : { cancelReason: reason }),
    ...(metadata === null ? {} : { metadata: JSON.parse(metadata) as Record<string, unknown> }),
  };
}

/** The letters of lines are all alike here. */
function isUnpriced({ pricing }: OrderRecord): boolean {
  return pricing !== null && pricing.startsWith('n');
}

function linesOf(record: OrderRecord): OrderLine[] {
  const { lines, pricing } = record;
  const fulfilled = countsOf(record, 'fulfilled');
  const cancelled = countsOf(record, 'cancelled');
  const returned = countsOf(record, 'returned');
  return lines.map((line, i) => {
    const gone = { fulfilled: fulfilled(line), cancelled: cancelled(line), returned: returned(line) };
    const open = line.quantity - gone.fulfilled - gone.cancelled;
    return Object.assign(pricedLine(line, pricing?.[i]), { open }, gone);
  });
}

/** How many units of a line went one way; in a record without a version, the state tells it of all. */
function countsOf(
  { state, version, ...record }: OrderRecord,
  way: 'fulfilled' | 'cancelled' | 'returned',
): (line: PackedLine) => number {
  if (version === null && state === way) return ({ quantity }) => quantity;
  const counts = new Map(record[way]?.map(({ sku, quantity }) => [sku, quantity]));
  return ({ sku }) => counts.get(sku) ?? 0;
}

type PricedLine = Pick<OrderLine, 'sku' | 'quantity' | 'unitPrice' | 'lineTotal' | 'priceSource'>;

/** The product is exact: the script that placed the order saw to it. */
function pricedLine({ sku, quantity, unitPrice }: PackedLine, letter = 'l'): PricedLine {
  if (letter === 'n') return { sku, quantity, unitPrice: null, lineTotal: null, priceSource: null };
  intact(unitPrice !== undefined);
  const priceSource = letter === 'c' ? 'caller' : 'list';
  return { sku, quantity, unitPrice, lineTotal: quantity * unitPrice, priceSource };
}

function toPayment(
  { from, to, transfer }: NonNullable<OrderRecord['payment']>,
  { legs, refund }: Pick<OrderRecord, 'legs' | 'refund'>,
): OrderPayment {
  const refunded = refund === null ? {} : { refundTransferId: refund };
  if (legs !== null) return { from, legs: legs.split(',').map(toLeg), groupId: transfer, ...refunded };
  intact(to !== null);
  return { from, to, transferId: transfer, ...refunded };
}

function toLeg(text: string): OrderLeg {
  const [, to, amount, transfer] = /^([^*]+)\*(\d+)\*([^*]+)$/.exec(text) ?? [];
  intact(to !== undefined);
  return { to, amount: Number(amount), transferId: transfer === '-' ? null : transfer! };
}

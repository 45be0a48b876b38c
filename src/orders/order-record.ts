import { intact, isoTime, PackedLine, readRecord, ReplyValue } from '../platform/redis';
import { Order, OrderLine, OrderPayment } from './dto/order.dto';
import { decodeOrder, ORDER_VERSION_BY_STATE, OrderRecord } from './generated/order-record';

/** The order that a script made or changed, from its reply. */
export function changedOrder(values: ReplyValue[]): Order {
  const [id, record, version] = values as [string, string, string?];
  // Absent from a reply that was recorded before orders had versions, and that is replayed to the letter.
  return readOrder(id, record, () => (version === undefined ? undefined : Number(version)));
}

/** An order that a script read, from its id and record. */
export function currentOrder(values: ReplyValue[]): Order {
  const [id, record] = values as [string, string];
  return readOrder(id, record, ({ state }) => ORDER_VERSION_BY_STATE[state]);
}

function readOrder(id: string, text: string, versionOf: (record: OrderRecord) => number | undefined): Order {
  return readRecord('orders', id, () => {
    const record = decodeOrder(text);
    return toOrder(id, record, versionOf(record)!);
  });
}

function toOrder(id: string, record: OrderRecord, version: number): Order {
  const { state, customer, lines, units, total, currency, reservation, payment, reason, metadata } = record;
  return {
    id,
    state,
    customerId: customer,
    lines: lines.map(toLine),
    units,
    total,
    currency,
    reservationId: reservation,
    payment: payment && toPayment(payment, record.refund),
    version,
    createdAt: isoTime(record.createdMs),
    updatedAt: isoTime(record.updatedMs),
    ...(reason === null ? {} : { cancelReason: reason }),
    ...(metadata === null ? {} : { metadata: JSON.parse(metadata) as Record<string, unknown> }),
  };
}

/** The product is exact: the script that placed the order saw to it. */
function toLine({ sku, quantity, unitPrice }: PackedLine): OrderLine {
  intact(unitPrice !== undefined);
  return { sku, quantity, unitPrice, lineTotal: quantity * unitPrice };
}

function toPayment(
  { from, to, transfer }: NonNullable<OrderRecord['payment']>,
  refund: string | null,
): OrderPayment {
  return { from, to, transferId: transfer, ...(refund === null ? {} : { refundTransferId: refund }) };
}

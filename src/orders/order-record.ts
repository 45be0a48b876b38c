import { Order, OrderLine, OrderPayment, OrderState } from './dto/order.dto';
import { isoTime, PackedLine, unpackLines } from '../redis';

/** Reads a record as lua/orders/order-records.lua writes it. */
export function toOrder(id: string, record: string): Order {
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
  return {
    id,
    state,
    customerId: customerId!,
    lines: unpackLines(lines!).map(toLine),
    units: Number(units),
    total: Number(total),
    currency: currency!,
    reservationId: reservation === '-' ? null : reservation!,
    payment: payment === '-' ? null : toPayment(payment!, refund!),
    createdAt: isoTime(createdMs),
    updatedAt: isoTime(updatedMs),
    ...(reason ? { cancelReason: reason } : {}),
    ...(metadata ? { metadata: JSON.parse(metadata) as Record<string, unknown> } : {}),
  };
}

/** The product is exact: the script that placed the order saw to it. */
function toLine({ sku, quantity, unitPrice = 0 }: PackedLine): OrderLine {
  return { sku, quantity, unitPrice, lineTotal: quantity * unitPrice };
}

function toPayment(packed: string, refund: string): OrderPayment {
  const [from, to, transfer] = packed.split('*') as [string, string, string];
  return {
    from,
    to,
    transferId: transfer === '-' ? null : transfer,
    ...(refund === '-' ? {} : { refundTransferId: refund }),
  };
}

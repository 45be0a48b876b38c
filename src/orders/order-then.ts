import { Order, OrderLine } from './dto/order.dto';

/**
 * The order as it was answered before it told of what comes after the sale: its members in their order then, without a
 * version where it had none yet.
 */
export function asAnsweredThen(order: Order, version: string | undefined): Order {
  const { id, state, customerId, units, total, currency, reservationId, payment } = order;
  const { createdAt, updatedAt, cancelReason, metadata } = order;
  const then = {
    ...{ id, state, customerId, lines: order.lines.map(lineThen), units, total, currency },
    ...{ reservationId, payment, version: version === undefined ? undefined : Number(version) },
    ...{ createdAt, updatedAt, cancelReason, metadata },
  };
  return then as Order;
}

function lineThen({ sku, quantity, unitPrice, lineTotal }: OrderLine): OrderLine {
  return { sku, quantity, unitPrice, lineTotal } as OrderLine;
}

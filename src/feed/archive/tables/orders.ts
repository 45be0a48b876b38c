import { decodeOrder } from '../../../orders';
import { isoTime, PackedLine } from '../../../platform/redis';
import { Table } from './table';

interface OrderRow {
  id: string;
  state: string;
  customer_id: string;
  currency: string;
  total: number;
  units: number;
  refunded: number | null;
  lines: string;
  charges: string | null;
  fulfilled: string | null;
  cancelled: string | null;
  returned: string | null;
  reservation_id: string | null;
  payment_from: string | null;
  payment_to: string | null;
  payment_transfer_id: string | null;
  reason: string | null;
  metadata: string | null;
  created_at: string;
  updated_at: string;
  record: string;
}

/** Each order as it is now. */
export const orders: Table<OrderRow> = {
  name: 'orders',
  columns: {
    ...{ id: 'text', state: 'text', customer_id: 'text', currency: 'text', total: 'bigint', units: 'bigint' },
    ...{ refunded: 'bigint', lines: 'json', charges: 'json', fulfilled: 'json', cancelled: 'json' },
    ...{ returned: 'json', reservation_id: 'text', payment_from: 'text', payment_to: 'text' },
    ...{ payment_transfer_id: 'text', reason: 'text', metadata: 'json', created_at: 'timestamptz' },
    ...{ updated_at: 'timestamptz', record: 'text' },
  },
  changes: true,
};

export function orderRow(id: string, record: string): OrderRow {
  const { state, customer, currency, total, units, refunded, ...rest } = decodeOrder(record);
  return {
    id,
    state,
    customer_id: customer,
    currency,
    total,
    units,
    refunded,
    lines: JSON.stringify(rest.lines),
    charges: rest.charges,
    fulfilled: unitsIn(rest.fulfilled),
    cancelled: unitsIn(rest.cancelled),
    returned: unitsIn(rest.returned),
    reservation_id: rest.reservation,
    payment_from: rest.payment?.from ?? null,
    payment_to: rest.payment?.to ?? null,
    payment_transfer_id: rest.payment?.transfer ?? null,
    reason: rest.reason,
    metadata: rest.metadata,
    created_at: isoTime(rest.createdMs),
    updated_at: isoTime(rest.updatedMs),
    record,
  };
}

function unitsIn(lines: PackedLine[] | null): string | null {
  return lines && JSON.stringify(lines);
}

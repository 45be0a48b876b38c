import type { Schemas } from '@countinghouse/client';

export interface Target {
  page: string;
  parts: string[];
}

type Find = (data: Record<string, unknown>) => Target[];

const text = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);
const to =
  (page: string, ...under: string[]) =>
  (value: unknown): Target[] =>
    text(value).map((id) => ({ page, parts: [...under, id] }));
const account = to('ledger', 'accounts');
const sku = to('stock');

/** The SKUs of an effect's lines, as many as fit beside it. */
const linesOf = (lines: unknown): Target[] =>
  Array.isArray(lines) ? lines.slice(0, 4).flatMap((line) => sku((line as { sku?: unknown }).sku)) : [];

/** Where the things are that an effect touched, by the domain of its type. */
const FINDS: Record<string, Find> = {
  inventory: (data) => [
    ...sku(data.sku),
    ...to('reservations')(data.reservationId),
    ...to('waits')(data.waitId),
  ],
  reservation: (data) => [...to('reservations')(data.id), ...linesOf(data.lines)],
  account: (data) => account(data.id),
  transfer: (data) => [...to('ledger', 'transfers')(data.id), ...account(data.from), ...account(data.to)],
  cart: (data) => [...sku(data.sku), ...to('reservations')(data.reservationId)],
  price: (data) => sku(data.sku),
  order: (data) => [...to('orders')(data.id), ...linesOf(data.lines)],
  definition: (data) => to('workflow', 'definitions')(data.name),
  instance: (data) => to('workflow', 'instances')(data.id),
  webhook: (data) => to('webhooks')(data.id),
  campaign: (data) => to('campaigns')(data.id),
  wait: (data) => to('waits')(data.id),
};

export function targetsOf({ type, data }: Schemas['JournalEntry']): Target[] {
  const [domain = ''] = type.split('.');
  const found = FINDS[domain]?.(data) ?? [];
  const seen = new Set<string>();
  return found.filter(({ page, parts }) => {
    const name = [page, ...parts].join('/');
    return !seen.has(name) && seen.add(name);
  });
}

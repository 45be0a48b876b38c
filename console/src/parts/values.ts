import { count, money } from './money';

/** Members that hold money where something of an account or an order is shown. */
const MONEY = new Set([
  ...['amount', 'total', 'balance', 'held', 'incoming', 'available', 'overdraft', 'unitPrice', 'lineTotal'],
  ...[
    'refunded',
    'postedAmount',
    'reversedAmount',
    'usedToday',
    'from',
    'to',
    'perTransfer',
    'daily',
    'requested',
  ],
  ...['left', 'used', 'limit', 'balanceAfter', 'opening', 'closing'],
]);

/** Lists of units, though their members have names that money has elsewhere. */
const UNITS = new Set(['lines', 'shortages']);

/** Members that say nothing to a person who decides. */
const DULL = new Set([
  'version',
  'updatedAt',
  'actor',
  'at',
  'metadata',
  'requestId',
  'resetsAt',
  'createdAt',
]);

/** `onHand` as a person reads it: On hand. */
export function labelOf(name: string): string {
  const words = name
    .replaceAll('.', ' ')
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1).replaceAll('_', ' ');
}

export function textOfValue(path: string, value: unknown, asset?: string): string {
  const name = path.split('.').at(-1)!;
  if (value === null || value === undefined) return '—';
  if (typeof value === 'number') return asset && MONEY.has(name) ? money(value, asset) : count(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value))
    return (
      value.map((item) => textOfValue(name, item, UNITS.has(name) ? undefined : asset)).join('; ') || 'none'
    );
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([member, inner]) => `${labelOf(member)} ${textOfValue(member, inner, asset)}`)
      .join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** One thing that a change makes different. */
export interface Difference {
  label: string;
  before?: string;
  after: string;
}

/** How an answer differs from the state that it follows; all of the answer where there is none. */
export function differences(before: object | undefined, answer: object, asset?: string): Difference[] {
  const old = before ? leavesOf(before) : new Map<string, unknown>();
  return [...leavesOf(answer)]
    .filter(([path, value]) => !before || old.get(path) !== value)
    .filter(([, value]) => before || (value !== null && value !== ''))
    .map(([path, value]) => ({
      label: labelOf(path),
      before: before && textOfValue(path, old.get(path), asset),
      after: textOfValue(path, value, asset),
    }));
}

/** Values by their paths. An item of a list goes by its SKU or id, else by its place. */
function leavesOf(object: object, prefix = '', leaves = new Map<string, unknown>()): Map<string, unknown> {
  for (const [name, value] of Object.entries(object) as [string, unknown][]) {
    if (DULL.has(name)) continue;
    const path = prefix + name;
    if (Array.isArray(value))
      value.forEach((item: unknown, i) => leaf(`${path}.${nameOf(item, i)}`, item, leaves));
    else leaf(path, value, leaves);
  }
  return leaves;
}

function leaf(path: string, value: unknown, leaves: Map<string, unknown>): void {
  if (typeof value === 'object' && value !== null) leavesOf(value, `${path}.`, leaves);
  else leaves.set(path, value);
}

function nameOf(item: unknown, i: number): string {
  const { sku, id } = (typeof item === 'object' && item !== null ? item : {}) as {
    sku?: string;
    id?: string;
  };
  return sku ?? id ?? String(i + 1);
}

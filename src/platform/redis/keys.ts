import { Operation } from '../scripts/operation';

/**
 * The keys of a store, by the names that script headers use. All share the hash tag `{store}`, so that one script
 * may touch any of them, also on a Redis Cluster. The texts are the glossary of docs/scripts.md.
 */
export const KEY_PURPOSES = {
  store: 'string, a record `store`',
  operation:
    'string, one per operation id, the idempotency record: fingerprint and reply; expires. That of a named caller is ' +
    '`operation@<name>:<id>`',
  shared_operation:
    'the `operation` without a caller: what was recorded before callers had names is every caller’s',
  barrier:
    'string, written by a call that waits until its effect is durable, so that there is something to wait for; expires',
  journal: 'stream of every effect, described in lua/kernel/journal.lua',
  trimmed:
    'hash, there once the journal left for the archive in part: `effects` and `entries` are how many did, `first` is the ' +
    'id of the first effect, `last` of the last entry',
  skus: 'sorted set of all SKUs, in byte order',
  stock: 'hash SKU → record, described in contract/records/stock.ts',
  movements: 'hash `SKU/sequence` → record, described in contract/records/movement.ts',
  sold: 'sorted set SKU → units sold',
  deductions: 'hash id, or `id/reversal`, → record, described in contract/records/deduction.ts',
  reservations: 'hash id → record, described in contract/records/reservation.ts',
  retired_reservations: 'set of the ids of forgotten reservations, which are not taken again',
  reservation_index:
    'sorted set that lists reservations by state, SKU (active and ended ones apart) and owner',
  hold: 'string, one per active reservation: exists until its deadline',
  sweeper: 'hash of totals: `released`, `orphans`',
  campaigns: 'hash id → record, described in contract/records/campaign.ts',
  campaign_ids: 'sorted set of all campaigns, in byte order',
  campaign_version: 'string, the last version given to any campaign',
  campaign:
    'hash, one per number of a campaign: `/limits` → record, `/skus` → its SKUs, `/used` → units that were taken, `/awaited` → 1 where a limit held up who waits, owner → units of these',
  waits: 'hash id → record, described in contract/records/wait.ts',
  retired_waits: 'set of the ids of forgotten waits, which are not taken again',
  wait_index: 'sorted set that lists waits, described in lua/inventory/parts/waits.lua',
  wait_sweeper: 'hash of totals: `released`, `orphans`',
  accounts: 'hash account → record, described in contract/records/account.ts',
  account_ids: 'sorted set of all accounts, in byte order',
  entries: 'hash `account/sequence` → record, described in contract/records/entry.ts',
  ledger_totals: 'hash asset → `debits credits accounts`',
  transfers: 'hash id → record, described in contract/records/transfer.ts',
  transfer_index:
    'sorted set that lists transfers by state, account and reference, and pending ones by deadline; what accounts ' +
    'held over time, and every 32nd of their entries',
  transfer_groups: 'hash id → record, described in contract/records/group.ts',
  grouped_transfers: 'hash id of a transfer → id of its group',
  transfer_sweeper: 'hash of totals: `released`, `orphans`',
  prices: 'hash SKU → record, described in contract/records/cart.ts',
  priced_skus: 'sorted set of all SKUs that have a price, in byte order',
  cart: 'string, one per cart, described in contract/records/cart.ts; expires',
  cart_ids: 'sorted set of the ids of carts that have lines, in byte order',
  cart_deadlines:
    'sorted set of the same ids by a time before which the cart does not expire, in milliseconds; looked at again then',
  cart_version: 'string, the last version given to any cart',
  orders: 'hash id → record, described in contract/records/order.ts',
  order_index:
    'sorted set that lists orders, all, by state, by customer and by both, and authorised ones by deadline',
  order_sweeper: 'hash of totals: `released`, `orphans`',
  definitions: 'hash: name → number of its newest version, `name/version` → record `definition`',
  definition_index: 'sorted set of `n/name` and `v/name/version`, in byte order',
  instances: 'hash id → record `instance`',
  instance_index: 'sorted set that lists instances, all and by definition and state',
  history: 'hash `instance/sequence` → record `history`, a JSON array',
  records: 'hash id → record `document`',
  record_ids: 'sorted set of the ids of all records, in byte order',
  webhooks: 'hash id → record, described in contract/records/webhook.ts',
  webhook_progress: 'hash id of a webhook → record, described in contract/records/webhook.ts',
  webhook_deliveries: 'stream, one per webhook: its last attempts, each with effect, outcome and fault',
  record_version: 'string, the last version given to any record',
} as const;

export type KeyName = keyof typeof KEY_PURPOSES;

/** Names that stand for one key per thing; the thing's id is the end of the key. */
export const KEYS_PER_ID: readonly KeyName[] = [
  'operation',
  'shared_operation',
  'hold',
  'campaign',
  'cart',
  'webhook_deliveries',
];

/** The set of store names; it and the stamp of the format are the keys outside any store. */
export const STORES_KEY = 'ch:stores';

/** Sorted set `format` → the format of the data. It has a hash tag as all keys have, which no store can be named. */
export const FORMAT_KEY = 'ch:{-}:format';

/** `ch:{main}:stock`, `ch:{main}:hold:<id>`. */
export function storeKey(store: string, name: KeyName, id?: string): string {
  const base = `ch:{${store}}:${name === 'shared_operation' ? 'operation' : name}`;
  return id === undefined ? base : `${base}:${id}`;
}

/**
 * Where the record of an operation may be. A caller's own place is `ch:{main}:operation@<caller>:<id>`; no name holds a
 * colon, and no key without a caller an `@` there. A record in the place that callers without names share belongs to
 * all until it lapses: it was recorded before the service gave them one.
 */
export function operationKeys(
  store: string,
  { id, caller, unrepeatable }: Operation,
): [own: string, shared: string] {
  const shared = storeKey(store, 'operation', id);
  // An id that was made up a moment ago is nobody else's.
  if (caller === undefined || unrepeatable) return [shared, shared];
  return [`ch:{${store}}:operation@${caller}:${id}`, shared];
}

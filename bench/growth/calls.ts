import { OrdersWanted } from '../../src/orders/orders.lua';
import { TransfersWanted } from '../../src/ledger/transfers/transfer-lists.lua';
import { ServiceScripts } from '../support/service-scripts';
import { accountOf, customerOf, DEFINITION, HOARDER, middleOf, skuOf, WANDERER } from './fill';

/** A call on a store of so many things, of any of them. */
export type Call = (scripts: ServiceScripts, store: string, size: number) => Promise<{ ok: boolean }>;

const PAGE = 50;
const DAY_SECONDS = 86_400;
const any = (size: number): number => Math.floor(Math.random() * size);

const changes: Record<string, Call> = {
  deduct: (scripts, store, size) => {
    const request = { id: scripts.id(), sku: skuOf(any(size)), quantity: 1 };
    return scripts.deductions.deduct(scripts.operation(), store, request);
  },
  reserve: (scripts, store, size) => {
    const lines = [{ sku: skuOf(any(size)), quantity: 1 }];
    const request = { id: scripts.id(), ttlSeconds: DAY_SECONDS, ownerId: 'customer-3', lines };
    return scripts.reservations.reserve(scripts.operation(), store, request);
  },
  transfer: (scripts, store, size) => {
    const from = any(size);
    const to = (from + 1 + any(size - 1)) % size;
    const parties = { from: accountOf(from), to: accountOf(to) };
    const request = { id: scripts.id(), ...parties, amount: 1, notes: '{"reference":"order 7"}' };
    return scripts.transfers.transfer(scripts.operation(), store, request);
  },
};

/** The first page of a history. */
const OLDEST = { order: 'asc', limit: PAGE } as const;

const reservations =
  (prefix: string, order: 'asc' | 'desc'): Call =>
  (scripts, store) =>
    scripts.reservations.listReservations(store, { prefix, order }, '', PAGE);
const orders =
  (filters: Partial<OrdersWanted> = {}): Call =>
  (scripts, store) =>
    scripts.orders.listOrders(store, { ...filters, limit: PAGE });
const instances =
  (prefix: string): Call =>
  (scripts, store) =>
    scripts.instances.listInstances(store, prefix, '', PAGE);

const transfers =
  (wanted: Partial<TransfersWanted>): Call =>
  (scripts, store) =>
    scripts.transferLists.listTransfers(store, { order: 'desc', cursor: '', limit: PAGE, ...wanted });

async function entriesPage(
  scripts: ServiceScripts,
  ...page: Parameters<ServiceScripts['entries']['page']>
): Promise<{ ok: true }> {
  await scripts.entries.page(...page);
  return { ok: true };
}

/** The first page of every list of the API, as its service asks for it. */
const lists: Record<string, Call> = {
  items: (scripts, store) => scripts.inventory.listStock(store, { cursor: '', limit: PAGE }),
  'movements of a SKU': (scripts, store) => scripts.inventory.listMovements(store, skuOf(0), OLDEST),
  reservations: reservations('s', 'asc'),
  'reservations, active': reservations('s/active', 'asc'),
  'reservations of a SKU': (scripts, store, size) =>
    reservations(`k/${skuOf(any(size))}`, 'desc')(scripts, store, size),
  'reservations of an owner': reservations(`o/${customerOf(0)}`, 'desc'),
  accounts: (scripts, store) => scripts.accounts.listAccounts(store, '', PAGE),
  'entries of an account': (scripts, store) =>
    entriesPage(scripts, { store, id: accountOf(0) }, { order: 'desc', limit: PAGE }),
  'entries of an account with as many': (scripts, store) =>
    entriesPage(scripts, { store, id: HOARDER }, { order: 'desc', limit: PAGE }),
  'entries of that account, from the middle in time': (scripts, store) =>
    entriesPage(scripts, { store, id: HOARDER }, { toMs: middleOf(store), order: 'desc', limit: PAGE }),
  'balance of that account at a time': (scripts, store) =>
    scripts.accounts.readAccountAt({ store, id: HOARDER }, middleOf(store)),
  transfers: transfers({}),
  'transfers of an account, posted': transfers({ account: HOARDER, state: 'posted' }),
  'transfers of a reference, from the middle in time': (scripts, store, size) =>
    transfers({ reference: 'order 7', toMs: middleOf(store) })(scripts, store, size),
  orders: orders(),
  'orders, placed': orders({ state: 'placed' }),
  'orders of a customer': orders({ customerId: customerOf(0) }),
  'orders of a customer, placed': orders({ customerId: customerOf(0), state: 'placed' }),
  prices: (scripts, store) => scripts.prices.listPrices(store, '', PAGE),
  sales: (scripts, store) => scripts.sales.listSales(store, '', PAGE),
  journal: (scripts, store) => scripts.stores.journal(store, { after: '', following: '', ...OLDEST }),
  definitions: (scripts, store) => scripts.definitions.listDefinitions(store, '', PAGE),
  'versions of a definition': (scripts, store) =>
    scripts.definitions.listDefinitionVersions(store, WANDERER, undefined, PAGE),
  instances: instances('a'),
  'instances of a definition': instances(`d/${DEFINITION}`),
  'instances in a state': instances(`s/${DEFINITION}/pending`),
  'history of an instance': (scripts, store) => scripts.instances.listHistory(store, WANDERER, OLDEST),
};

/** Lists first: what the changes add would make some pages longer in a small store than in a large one. */
export const measuredCalls: Record<string, Call> = { ...lists, ...changes };

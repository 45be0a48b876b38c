import { Desk } from '../support/desk';
import { accountOf, customerOf, DEFINITION, skuOf, WANDERER } from './fill';

/** A call on a store of so many things, of any of them. */
export type Call = (desk: Desk, store: string, size: number) => Promise<{ ok: boolean }>;

const PAGE = 50;
const DAY_SECONDS = 86_400;
const any = (size: number): number => Math.floor(Math.random() * size);

const changes: Record<string, Call> = {
  deduct: (desk, store, size) => {
    const request = { id: desk.id(), sku: skuOf(any(size)), quantity: 1 };
    return desk.inventory.deduct(desk.operation(), store, request);
  },
  reserve: (desk, store, size) => {
    const lines = [{ sku: skuOf(any(size)), quantity: 1 }];
    const request = { id: desk.id(), ttlSeconds: DAY_SECONDS, ownerId: 'customer-3', lines };
    return desk.reservations.reserve(desk.operation(), store, request);
  },
  transfer: (desk, store, size) => {
    const from = any(size);
    const to = (from + 1 + any(size - 1)) % size;
    const parties = { from: accountOf(from), to: accountOf(to) };
    const request = { id: desk.id(), ...parties, amount: 1, notes: '{"reference":"order 7"}' };
    return desk.transfers.transfer(desk.operation(), store, request);
  },
};

const reservations =
  (prefix: string, order: 'asc' | 'desc'): Call =>
  (desk, store) =>
    desk.reservations.listReservations(store, { prefix, order }, '', PAGE);
const orders =
  (prefix: string): Call =>
  (desk, store) =>
    desk.orders.listOrders(store, prefix, '', PAGE);
const instances =
  (prefix: string): Call =>
  (desk, store) =>
    desk.instances.listInstances(store, prefix, '', PAGE);

/** The first page of every list of the API, as its service asks for it. */
const lists: Record<string, Call> = {
  items: (desk, store) => desk.inventory.listStock(store, '', PAGE),
  'movements of a SKU': (desk, store) => desk.inventory.listMovements(store, skuOf(0), 0, PAGE),
  reservations: reservations('s', 'asc'),
  'reservations, active': reservations('s/active', 'asc'),
  'reservations of a SKU': (desk, store, size) =>
    reservations(`k/${skuOf(any(size))}`, 'desc')(desk, store, size),
  'reservations of an owner': reservations(`o/${customerOf(0)}`, 'desc'),
  accounts: (desk, store) => desk.accounts.listAccounts(store, '', PAGE),
  'entries of an account': (desk, store) =>
    desk.accounts.listEntries({ store, id: accountOf(0) }, { limit: PAGE }),
  orders: orders('a'),
  'orders, placed': orders('s/placed'),
  'orders of a customer': orders(`c/${customerOf(0)}`),
  prices: (desk, store) => desk.prices.listPrices(store, '', PAGE),
  sales: (desk, store) => desk.sales.listSales(store, '', PAGE),
  journal: (desk, store) => desk.stores.journal(store, { after: '', following: '' }, PAGE),
  definitions: (desk, store) => desk.definitions.listDefinitions(store, '', PAGE),
  'versions of a definition': (desk, store) =>
    desk.definitions.listDefinitionVersions(store, WANDERER, '', PAGE),
  instances: instances('a'),
  'instances of a definition': instances(`d/${DEFINITION}`),
  'instances in a state': instances(`s/${DEFINITION}/pending`),
  'history of an instance': (desk, store) => desk.instances.listHistory(store, WANDERER, 0, PAGE),
};

/** Lists first: what the changes add would make some pages longer in a small store than in a large one. */
export const measuredCalls: Record<string, Call> = { ...lists, ...changes };

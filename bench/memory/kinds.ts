import { succeed } from '../support/calls';
import { Desk } from '../support/desk';

/** Something that is written, one at a time. */
export interface Kind {
  name: string;
  /** What is there before; not measured. */
  before?(desk: Desk, store: string): Promise<unknown>;
  make(desk: Desk, store: string): Promise<unknown>;
}

const DAY_SECONDS = 86_400;
const PLENTY = 1_000_000_000;
const SKU = 'TEE-M';

function receive(desk: Desk, store: string, sku: string, delta: number): Promise<unknown> {
  const change = { sku, delta, reason: 'received' as const, reference: 'PO 4711' };
  return succeed(desk.inventory.adjust(desk.operation(), store, change));
}

function open(desk: Desk, store: string, id: string, overdraft = 0): Promise<unknown> {
  return succeed(desk.accounts.putAccount(desk.operation(), store, { id, overdraft, ifMatch: '' }));
}

function pay(desk: Desk, store: string, ttlSeconds?: number): Promise<unknown> {
  const parties = { from: 'account-1', to: 'account-2' };
  const request = { id: desk.id(), ...parties, amount: 10, ttlSeconds, notes: '{"reference":"order 7"}' };
  return succeed(desk.transfers.transfer(desk.operation(), store, request));
}

async function withStock(desk: Desk, store: string): Promise<void> {
  await receive(desk, store, SKU, PLENTY);
  await succeed(desk.prices.putPrice(desk.operation(), store, SKU, 1999));
}

async function withAccounts(desk: Desk, store: string): Promise<void> {
  await open(desk, store, 'account-1', PLENTY);
  await open(desk, store, 'account-2');
}

const lines = [{ sku: SKU, quantity: 1 }];

/** Their ids are as long as those that the service makes, and as random: neighbours must not compress better. */
export const kinds: Kind[] = [
  {
    name: 'hold of one line, open',
    before: withStock,
    make: (desk, store) => {
      const request = { id: desk.id(), ttlSeconds: DAY_SECONDS, ownerId: 'customer-1', lines };
      return succeed(desk.reservations.reserve(desk.operation(), store, request));
    },
  },
  { name: 'transfer, posted', before: withAccounts, make: (desk, store) => pay(desk, store) },
  { name: 'transfer, pending', before: withAccounts, make: (desk, store) => pay(desk, store, DAY_SECONDS) },
  {
    name: 'adjustment of a SKU',
    before: withStock,
    make: (desk, store) => receive(desk, store, SKU, 5),
  },
  {
    name: 'deduction',
    before: withStock,
    make: (desk, store) => {
      const request = { id: desk.id(), sku: SKU, quantity: 1, reference: 'order 7' };
      return succeed(desk.inventory.deduct(desk.operation(), store, request));
    },
  },
  {
    name: 'order of one line, unpaid',
    before: withStock,
    make: (desk, store) => {
      const order = { id: desk.id(), customerId: 'customer-1' };
      return succeed(desk.orders.placeOrder(desk.operation(), store, order, lines));
    },
  },
  {
    name: 'SKU, with its first adjustment',
    make: (desk, store) => receive(desk, store, `SKU-${crypto.randomUUID().slice(0, 8)}`, 1_000),
  },
  { name: 'account', make: (desk, store) => open(desk, store, desk.id()) },
];

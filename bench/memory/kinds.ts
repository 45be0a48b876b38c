import { succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';

/** Something that is written, one at a time. */
export interface Kind {
  name: string;
  /** Makes the things that must exist before; not measured. */
  before?(scripts: ServiceScripts, store: string): Promise<unknown>;
  make(scripts: ServiceScripts, store: string): Promise<unknown>;
}

const DAY_SECONDS = 86_400;
const PLENTY = 1_000_000_000;
const SKU = 'TEE-M';

function receive(scripts: ServiceScripts, store: string, sku: string, delta: number): Promise<unknown> {
  const change = { sku, delta, reason: 'received' as const, reference: 'PO 4711' };
  return succeed(scripts.inventory.adjust(scripts.operation(), store, change));
}

function open(scripts: ServiceScripts, store: string, id: string, overdraft = 0): Promise<unknown> {
  return succeed(scripts.accounts.putAccount(scripts.operation(), store, { id, overdraft, ifMatch: '' }));
}

function pay(scripts: ServiceScripts, store: string, ttlSeconds?: number): Promise<unknown> {
  const parties = { from: 'account-1', to: 'account-2' };
  const request = { id: scripts.id(), ...parties, amount: 10, ttlSeconds, notes: '{"reference":"order 7"}' };
  return succeed(scripts.transfers.transfer(scripts.operation(), store, request));
}

async function withStock(scripts: ServiceScripts, store: string): Promise<void> {
  await receive(scripts, store, SKU, PLENTY);
  await succeed(scripts.prices.putPrice(scripts.operation(), store, SKU, 1999));
}

async function withAccounts(scripts: ServiceScripts, store: string): Promise<void> {
  await open(scripts, store, 'account-1', PLENTY);
  await open(scripts, store, 'account-2');
}

const lines = [{ sku: SKU, quantity: 1 }];

/** Their ids are as long as those that the service makes, and as random: neighbours must not compress better. */
export const kinds: Kind[] = [
  {
    name: 'reservation of one line, open',
    before: withStock,
    make: (scripts, store) => {
      const request = { id: scripts.id(), ttlSeconds: DAY_SECONDS, ownerId: 'customer-1', lines };
      return succeed(scripts.reservations.reserve(scripts.operation(), store, request));
    },
  },
  { name: 'transfer, posted', before: withAccounts, make: (scripts, store) => pay(scripts, store) },
  {
    name: 'transfer, pending',
    before: withAccounts,
    make: (scripts, store) => pay(scripts, store, DAY_SECONDS),
  },
  {
    name: 'adjustment of a SKU',
    before: withStock,
    make: (scripts, store) => receive(scripts, store, SKU, 5),
  },
  {
    name: 'deduction',
    before: withStock,
    make: (scripts, store) => {
      const request = { id: scripts.id(), sku: SKU, quantity: 1, reference: 'order 7' };
      return succeed(scripts.deductions.deduct(scripts.operation(), store, request));
    },
  },
  {
    name: 'order of one line, unpaid',
    before: withStock,
    make: (scripts, store) => {
      const order = { id: scripts.id(), customerId: 'customer-1' };
      return succeed(scripts.placing.placeOrder(scripts.operation(), store, order, lines));
    },
  },
  {
    name: 'SKU, with its first adjustment',
    make: (scripts, store) => receive(scripts, store, `SKU-${crypto.randomUUID().slice(0, 8)}`, 1_000),
  },
  { name: 'account', make: (scripts, store) => open(scripts, store, scripts.id()) },
];

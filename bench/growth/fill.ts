import { each, succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';

const DAY_SECONDS = 86_400;
const PLENTY = 1_000_000_000;
/** So many movements, entries, steps and versions have the things whose history is listed: a full page everywhere. */
const HISTORY = 50;
/** Most instances; below this as many as of everything else: a store sells more than it decides. */
const MOST_INSTANCES = 100_000;
const MOST_DEFINITIONS = 1_000;

const name = (kind: string, i: number): string => `${kind}-${String(i).padStart(7, '0')}`;
export const skuOf = (i: number): string => name('sku', i);
export const accountOf = (i: number): string => name('account', i);
/** Two of each, so that the first page of what one has is full in the smallest store too. */
export const customerOf = (i: number): string => `customer-${i % 2}`;
export const DEFINITION = 'approval';
/** An instance that went back and forth, of the last version of a definition of this name. */
export const WANDERER = 'wanderer';

/** An account with as many entries as there are accounts. */
export const HOARDER = 'hoarder';

const middles = new Map<string, number>();

/** A time at which that account had half of its entries, in milliseconds. */
export function middleOf(store: string): number {
  return middles.get(store)!;
}

/** Brings a new store to so many SKUs, prices, reservations, accounts and orders. */
export async function fill(scripts: ServiceScripts, store: string, size: number): Promise<void> {
  await succeed(scripts.stores.create(scripts.operation(), store, { currency: 'USD', timeZone: 'UTC' }));
  await receive(scripts, store, size);
  await each(size, (i) => addOneOfEach(scripts, store, i));
  await each(Math.min(size, MOST_INSTANCES), (i) => startOne(scripts, store, i));
  await each(Math.min(size, MOST_DEFINITIONS), (i) => define(scripts, store, name('definition', i), 1));
  for (let i = 1; i <= HISTORY; i++) await define(scripts, store, WANDERER, i);
  const wanderer = { id: WANDERER, definition: WANDERER };
  await succeed(scripts.instances.start(scripts.operation(), store, wanderer));
  for (let i = 1; i <= HISTORY; i++) await addToHistories(scripts, store, i);
  await hoard(scripts, store, size);
}

/** One call after the other: the entries of one account have an order. */
async function hoard(scripts: ServiceScripts, store: string, size: number): Promise<void> {
  const perCall = 50;
  await succeed(
    scripts.accounts.putAccount(scripts.operation(), store, { id: HOARDER, overdraft: 0, ifMatch: '' }),
  );
  for (let made = 0; made < size; made += perCall) {
    const requests = Array.from({ length: perCall }, () => ({
      ...{ id: scripts.id(), from: '@world', to: HOARDER, amount: 1, notes: '{"reference":"order 7"}' },
    }));
    await succeed(scripts.transfers.transferBatch(scripts.operation(), store, 'independent', requests));
    if (made <= size / 2) middles.set(store, Date.now());
  }
}

async function receive(scripts: ServiceScripts, store: string, size: number): Promise<void> {
  const perCall = 100; // times as many as are under way: still far below the timeout of a command
  await each(Math.ceil(size / perCall), async (call) => {
    const first = call * perCall;
    const requests = Array.from({ length: Math.min(perCall, size - first) }, (_, i) => ({
      sku: skuOf(first + i),
      delta: PLENTY,
      reason: 'received' as const,
    }));
    await succeed(scripts.inventory.adjustBatch(scripts.operation(), store, requests));
  });
}

async function addOneOfEach(scripts: ServiceScripts, store: string, i: number): Promise<void> {
  const [id, lines] = [scripts.id(), [{ sku: skuOf(i), quantity: 1 }]];
  await succeed(scripts.prices.putPrice(scripts.operation(), store, skuOf(i), 1999));
  const reservation = { id, ttlSeconds: 30 * DAY_SECONDS, ownerId: customerOf(i), lines };
  await succeed(scripts.reservations.reserve(scripts.operation(), store, reservation));
  const account = { id: accountOf(i), overdraft: PLENTY, ifMatch: '' };
  await succeed(scripts.accounts.putAccount(scripts.operation(), store, account));
  await succeed(
    scripts.placing.placeOrder(scripts.operation(), store, { id, customerId: customerOf(i) }, lines),
  );
}

async function startOne(scripts: ServiceScripts, store: string, i: number): Promise<void> {
  const request = { id: name('instance', i), definition: DEFINITION };
  await succeed(scripts.instances.start(scripts.operation(), store, request));
}

async function define(
  scripts: ServiceScripts,
  store: string,
  definition: string,
  version: number,
): Promise<void> {
  const states = new Map([
    ['here', { transitions: ['there', 'gone'], final: false }],
    ['there', { transitions: ['here', 'gone'], final: false }],
    ['gone', { transitions: [], final: true }],
  ]);
  const place = { name: definition, version };
  await succeed(
    scripts.definitions.putDefinition(scripts.operation(), store, place, { initial: 'here', states }),
  );
}

/** Lengthens the histories of the first SKU, the first two accounts and the wanderer. */
async function addToHistories(scripts: ServiceScripts, store: string, i: number): Promise<void> {
  const change = { sku: skuOf(0), delta: 1, reason: 'received' as const };
  await succeed(scripts.inventory.adjust(scripts.operation(), store, change));
  const transfer = { id: scripts.id(), from: accountOf(0), to: accountOf(1), amount: 1, notes: '{}' };
  await succeed(scripts.transfers.transfer(scripts.operation(), store, transfer));
  const step = { id: WANDERER, to: i % 2 ? 'there' : 'here', ifMatch: '*' };
  await succeed(scripts.instances.transition(scripts.operation(), store, step));
}

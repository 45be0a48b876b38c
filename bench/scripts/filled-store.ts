import { Config } from '../../src/platform/config/config';
import { each, succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';

/** So many of each: small collections are packed by Redis, and cost something else. */
const SKUS = 1_000;
const ACCOUNTS = 1_000;
const OTHERS = 500;

const DAY_SECONDS = 86_400;
export const PLENTY = 1_000_000_000;

const name = (kind: string, i: number): string => `${kind}-${String(i).padStart(4, '0')}`;
const any = (count: number): number => Math.floor(Math.random() * count);

export const sku = (): string => name('sku', any(SKUS));
/** One that has a limit for the day. */
export const limitedAccount = (): string => name('lim', any(ACCOUNTS / 2));
export const CUSTOMER = 'customer-1';
export const DEFINITION = 'claim';
export const TTL_SECONDS = DAY_SECONDS;
/** Number of items that a sweep ends in a call by default. */
export const { SWEEP_BATCH } = new Config();

/** So many different SKUs, as the lines of a reservation or an order must have. */
export function lines(count: number): { sku: string; quantity: number }[] {
  const first = any(SKUS);
  return Array.from({ length: count }, (_, i) => ({ sku: name('sku', (first + i) % SKUS), quantity: 1 }));
}

/** Two accounts that are not the same. */
export function parties(): { from: string; to: string } {
  const first = any(ACCOUNTS / 2);
  return { from: name('acc', first), to: name('acc', (first + 1 + any(ACCOUNTS / 2 - 1)) % (ACCOUNTS / 2)) };
}

/** A store in which everything is there already, so that a call finds what it finds in one that is in use. */
export async function fillStore(scripts: ServiceScripts, store: string): Promise<void> {
  await succeed(scripts.stores.create(scripts.operation(), store, { currency: 'USD', timeZone: 'UTC' }));
  await stockUp(scripts, store);
  await openAccounts(scripts, store);
  const states = new Map([
    ['open', { transitions: ['review', 'denied'], final: false }],
    ['review', { transitions: ['paid', 'denied'], final: false }],
    ['paid', { transitions: [], final: true }],
    ['denied', { transitions: [], final: true }],
  ]);
  const place = { name: DEFINITION, version: 1 };
  await succeed(
    scripts.definitions.putDefinition(scripts.operation(), store, place, { initial: 'open', states }),
  );
  await each(OTHERS, () => addOneOfEach(scripts, store));
}

async function stockUp(scripts: ServiceScripts, store: string): Promise<void> {
  const skus = Array.from({ length: SKUS }, (_, i) => name('sku', i));
  for (let i = 0; i < SKUS; i += 500) {
    const some = skus.slice(i, i + 500);
    const received = some.map((one) => ({ sku: one, delta: PLENTY, reason: 'received' as const }));
    await succeed(scripts.inventory.adjustBatch(scripts.operation(), store, received));
    const sold = some.map((one) => ({ id: scripts.id(), sku: one, quantity: 1 }));
    await succeed(scripts.deductions.deductBatch(scripts.operation(), store, sold));
  }
  await each(SKUS, (i) => succeed(scripts.prices.putPrice(scripts.operation(), store, skus[i]!, 1999)));
}

async function openAccounts(scripts: ServiceScripts, store: string): Promise<void> {
  const ids = Array.from({ length: ACCOUNTS }, (_, i) => name(i % 2 ? 'acc' : 'lim', i >> 1));
  await each(ACCOUNTS, (i) => {
    const limits = i % 2 ? undefined : { daily: PLENTY };
    const request = { id: ids[i]!, overdraft: 0, limits, ifMatch: '' };
    return succeed(scripts.accounts.putAccount(scripts.operation(), store, request));
  });
  for (let i = 0; i < ACCOUNTS; i += 100) {
    const money = { from: '@world', amount: PLENTY, notes: '{}' };
    const funding = ids.slice(i, i + 100).map((to) => ({ id: scripts.id(), to, ...money }));
    await succeed(scripts.transfers.transferBatch(scripts.operation(), store, 'atomic', funding));
  }
}

async function addOneOfEach(scripts: ServiceScripts, store: string): Promise<void> {
  const operation = (): ReturnType<ServiceScripts['operation']> => scripts.operation();
  const reservation = { id: scripts.id(), ttlSeconds: TTL_SECONDS, ownerId: CUSTOMER, lines: lines(1) };
  await succeed(scripts.reservations.reserve(operation(), store, reservation));
  const pending = { id: scripts.id(), ...parties(), amount: 1, ttlSeconds: TTL_SECONDS, notes: '{}' };
  await succeed(scripts.transfers.transfer(operation(), store, pending));
  const legs = [1, 2].map(() => ({ ...pending, id: scripts.id() }));
  await succeed(scripts.transfers.transferGroup(operation(), store, scripts.id(), legs));
  const order = { id: scripts.id(), customerId: CUSTOMER };
  await succeed(scripts.placing.placeOrder(operation(), store, order, lines(1)));
  const instance = { id: scripts.id(), definition: DEFINITION };
  await succeed(scripts.instances.start(operation(), store, instance));
  const create = { ifMatch: '', ifNoneMatch: true };
  await succeed(scripts.records.putRecord(operation(), { store, id: scripts.id() }, create, '{"a":1}'));
}

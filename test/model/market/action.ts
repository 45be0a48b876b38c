import fc from 'fast-check';
import { Redis } from 'ioredis';
import { StoreCalls } from '../../support/house';

/** A store that everything happens in, and what was made in it so far. */
export interface Market {
  store: StoreCalls;
  redis: Redis;
  /** Ends the authorised orders that are over. */
  sweepOrders: () => Promise<unknown>;
  orders: string[];
  /** Orders that were authorised, and then captured. */
  captured: Set<string>;
  /** All of which anybody may know, also those that carts and waits became. */
  reservations: string[];
  deductions: string[];
  transfers: string[];
  groups: string[];
  waits: string[];
  /** Waits whose time was made to run out since the last sweep: until then whoever is next stands behind them. */
  lapsedWaits: Set<string>;
  /** Units by SKU that were sold otherwise than by an order, less those that came back. */
  soldElsewhere: Map<string, number>;
  /** All that happened, for whoever looks for the reason of a failure. */
  tale: string[];
}

/** Something to do, where there is something to do it to; returns the status of the answer. */
export interface Action {
  kind: string;
  act: (market: Market) => Promise<number | undefined>;
}

export const SKUS = ['A', 'B', 'C'];
/** The only one that a campaign may have. */
export const IN_CAMPAIGN = 'B';
export const CARTS = ['c1', 'c2', 'c3'];
export const CUSTOMERS = ['ann', 'bob'];
export const PAYEES = ['shop', 'platform'];

export const sku = fc.constantFrom(...SKUS);
export const cart = fc.constantFrom(...CARTS);
export const customer = fc.constantFrom(...CUSTOMERS);
export const units = fc.integer({ min: 1, max: 3 });
export const price = fc.integer({ min: 0, max: 99 });
export const lines = fc.uniqueArray(fc.record({ sku, quantity: units }), {
  ...{ minLength: 1, maxLength: 3 },
  selector: (line) => line.sku,
});
export const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(one, { nil: undefined });

/** One of those that were made, by a number that any size of list understands; the newest come more often. */
export const pick = fc.integer({ min: 0, max: 99 });
export function chosen(made: string[], at: number): string | undefined {
  return made[made.length - 1 - Math.min(at % 10, at % Math.max(made.length, 1))];
}

/** A call that may be made at any time. */
export const calls = (kind: string, act: (market: Market) => PromiseLike<{ status: number }>): Action => ({
  kind,
  act: async (market) => (await act(market)).status,
});

/** A call looks at so many of the newest for one that suits it. */
const LOOKED_AT = 15;

const PATHS = {
  orders: '/orders',
  reservations: '/inventory/reservations',
  transfers: '/ledger/transfers',
  groups: '/ledger/groups',
  waits: '/inventory/waits',
};
type Made = keyof typeof PATHS;

interface Found {
  id: string;
  lines: { sku: string; quantity: number }[];
}

/**
 * One of those that were made; where states are named, three times of four the newest that is in one of them, since
 * calls that are nearly always refused show little.
 */
async function found(market: Market, made: Made, at: number, states?: string[]): Promise<Found | undefined> {
  const ids = states && at % 4 > 0 ? market[made].slice(-LOOKED_AT).reverse() : [];
  for (const id of ids) {
    const { body } = await market.store.get(`${PATHS[made]}/${id}`);
    if (states!.includes(body.state)) return { id, lines: body.lines ?? [] };
  }
  const id = chosen(market[made], at);
  return id === undefined ? undefined : { id, lines: [] };
}

/** Lines that a call may be about: a unit of those that are there, or others where nothing is known of it. */
export const among = ({ lines: there }: Found, others: Found['lines']): Found['lines'] =>
  there.length === 0 ? others : there.slice(0, 1).map((line) => ({ sku: line.sku, quantity: 1 }));

/** A call to one of those that were made, if there is one in one of these states. */
export const callsOne = (
  kind: string,
  made: Made,
  at: number,
  act: (market: Market, id: string, one: Found) => PromiseLike<{ status: number }>,
  states?: string[],
): Action => ({
  kind,
  act: async (market) => {
    const one = await found(market, made, at, states);
    return one && (await act(market, one.id, one)).status;
  },
});

/** Counts units that were sold, or came back, otherwise than by an order. */
export function count(
  { soldElsewhere }: Market,
  wanted: { sku: string; quantity: number }[],
  sign = 1,
): void {
  for (const { sku: one, quantity } of wanted) {
    soldElsewhere.set(one, (soldElsewhere.get(one) ?? 0) + sign * quantity);
  }
}

import { Load, Repeated } from '../support/load';
import { StoreFiller } from '../support/store';

export interface Route {
  request: Repeated;
  fill: (store: StoreFiller) => Promise<void>;
}

export interface Measured extends Load {
  /** Processor time a request, in µs. */
  nodeMicros: number;
  redisMicros: number;
  /** Memory of Redis that an operation leaves behind. */
  bytes: number;
}

export type Goal = Exclude<keyof Measured, 'p50Ms' | 'p99Ms'>;

const STORE = '/v1/stores/main';

export const routes: Record<string, Route> = {
  deduct: {
    request: {
      ...{ method: 'POST', path: `${STORE}/inventory/items/SKU-0/deductions` },
      body: { quantity: 1 },
    },
    fill: (store) => store.stock(1),
  },
  reserve: {
    request: {
      ...{ method: 'POST', path: `${STORE}/inventory/reservations` },
      body: { lines: [0, 1, 2].map((i) => ({ sku: `SKU-${i}`, quantity: 1 })), ttlSeconds: 900 },
    },
    fill: (store) => store.stock(3),
  },
  transfer: {
    request: {
      ...{ method: 'POST', path: `${STORE}/ledger/transfers` },
      body: { from: 'ann', to: 'shop', amount: 1 },
    },
    fill: (store) => store.accounts(),
  },
  order: {
    request: {
      ...{ method: 'POST', path: `${STORE}/orders` },
      body: { customerId: 'ann', lines: [{ sku: 'SKU-0', quantity: 1 }] },
    },
    fill: async (store) => {
      await store.stock(1);
      await store.prices(1);
    },
  },
  read: {
    request: { method: 'GET', path: `${STORE}/inventory/items/{sku}`, skus: 1_000 },
    fill: (store) => store.stock(1_000),
  },
};

/** Goals of the ratios: requests a second at least, the others at most. */
export const goals: Record<string, Partial<Record<Goal, number>>> = {
  deduct: { perSecond: 1.3, nodeMicros: 0.8, redisMicros: 0.65, bytes: 0.7 },
  reserve: { perSecond: 1.2, nodeMicros: 0.85, redisMicros: 0.75, bytes: 0.8 },
  transfer: { perSecond: 1.2, nodeMicros: 0.85, redisMicros: 0.8, bytes: 0.9 },
  order: { perSecond: 1.2, nodeMicros: 0.85, redisMicros: 0.75, bytes: 0.8 },
  read: { perSecond: 1.3, nodeMicros: 0.8 },
};

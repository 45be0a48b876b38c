import { Test } from 'supertest';
import { useStore, WithStore } from '../../support/use-house';

interface TeeSeller extends WithStore {
  order: (id: string, quantity?: number, more?: object) => Test;
}

/** A store for each test with a hundred TEE at a price of 100, and what orders them. */
export function useTeeSeller(): TeeSeller {
  const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });
  beforeEach(async () => {
    await the.store.receive('TEE', 100);
    await the.store.price('TEE', 100);
  });
  return Object.assign(the, {
    order: (id: string, quantity = 2, more: object = {}) =>
      the.store
        .post('/orders', { customerId: 'ann', lines: [{ sku: 'TEE', quantity }], id, ...more })
        .expect(201),
  });
}

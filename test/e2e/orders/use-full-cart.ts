import { Test } from 'supertest';
import { WithStore } from '../../support/use-house';
import { useShop } from '../../support/use-shop';

/** What the cart costs. */
export const TOTAL = 2 * 1999 + 3 * 850;
export const PAY = { payment: { from: 'ann', to: 'shop' } };

interface FullCart extends WithStore {
  add: (sku: string, quantity: number) => Test;
  checkOut: (body?: object, key?: string) => Test;
  cart: () => Promise<{ version: number; lines: object[]; total: number }>;
}

/** A shop for each test with a cart `c` of two TEE and three MUG, and ann, who can pay for it. */
export function useFullCart(): FullCart {
  const the = useShop({ SWEEP_INTERVAL_MS: 3_600_000 });
  const add = (sku: string, quantity: number): Test =>
    the.store.post('/carts/c/lines', { sku, quantity }).expect(200);
  beforeEach(async () => {
    await the.store.fund('ann', 10_000);
    await the.store.fund('shop', 0);
    await add('TEE', 2);
    await add('MUG', 3);
  });
  return Object.assign(the, {
    add,
    checkOut: (body: object = {}, key?: string) =>
      the.store.post('/carts/c/checkout', { customerId: 'ann', ...body }, key),
    cart: async () => (await the.store.get('/carts/c').expect(200)).body,
  });
}

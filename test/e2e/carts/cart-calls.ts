import { Test } from 'supertest';
import { WithStore } from '../../support/use-house';

interface Cart {
  version: number;
  lines: {
    sku: string;
    quantity: number;
    unitPrice: number | null;
    available: number;
    availability: string;
  }[];
  total: number | null;
  hold?: { reservationId: string; expiresAt: string; total: number | null };
}

/** Requests to the carts of the store that a test has. */
export function cartCalls(the: WithStore): {
  add: (sku: string, quantity: number, cart?: string, key?: string) => Test;
  read: (cart?: string) => Promise<Cart>;
  units: (cart?: string) => Promise<Record<string, number>>;
} {
  const add = (sku: string, quantity: number, cart = 'c', key?: string): Test =>
    the.store.post(`/carts/${cart}/lines`, { sku, quantity }, key);
  const read = async (cart = 'c'): Promise<Cart> => (await the.store.get(`/carts/${cart}`).expect(200)).body;
  const units = async (cart = 'c'): Promise<Record<string, number>> =>
    Object.fromEntries((await read(cart)).lines.map(({ sku, quantity }) => [sku, quantity]));
  return { add, read, units };
}

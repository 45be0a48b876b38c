import { Test } from 'supertest';
import { WithStore } from '../../support/use-house';

export const tee = (quantity: unknown): object[] => [{ sku: 'TEE', quantity }];

/** Orders in the shop that a test has. */
export function orderCalls(the: WithStore): {
  order: (lines: object, more?: object, key?: string) => Test;
  untouched: () => Promise<void>;
} {
  const order = (lines: object, more: object = {}, key?: string): Test =>
    the.store.post('/orders', { customerId: 'ann', lines, ...more }, key);
  const untouched = async (): Promise<void> => {
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, reserved: 0, sold: 0 });
    expect(await the.store.stock('MUG')).toMatchObject({ onHand: 5, reserved: 0, sold: 0 });
    expect((await the.store.get('/orders')).body.items).toEqual([]);
    expect((await the.store.get('/sales')).body.items).toEqual([]);
  };
  return { order, untouched };
}

import fc from 'fast-check';
import { Redis } from 'ioredis';
import supertest from 'supertest';
import { StoreCalls } from '../support/house';
import { compare } from './store-comparison';
import { Payment } from './selling-model';
import { StoreModel } from './store-model';
import { Verdict } from './verdict';

interface Real {
  store: StoreCalls;
  redis: Redis;
}
export type Command = fc.AsyncCommand<StoreModel, Real>;

// Few names and small numbers, so that commands meet each other.
export const sku = fc.constantFrom('A', 'A', 'A', 'A', 'B', 'B', 'B', 'B', 'C', 'NEW');
export const quantity = fc.integer({ min: 1, max: 5 });
export const id = fc.constantFrom('1', '2', '3', '4', '5', '6');
export const cart = fc.constantFrom('c1', 'c2');
export const line = fc.record({ sku, quantity });
export const lines = fc.array(line, { minLength: 1, maxLength: 3 });
export const customerId = fc.constantFrom('ann', 'bob');
export const account = fc.constantFrom('ann', 'bob', 'shop');
export const payment = fc.option(
  fc.record<Payment>({ from: fc.constantFrom('ann', 'bob', '@world'), to: fc.constant('shop') }),
  {
    nil: undefined,
  },
);

// Rarely given, since it is rarely right.
export const expected = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.nat({ max: 40 }) },
);

/** A command that asks both, compares the answers, and then compares everything that can be read. */
export function command(
  name: string,
  ask: (store: StoreCalls) => supertest.Test | Promise<supertest.Response>,
  foresee: (model: StoreModel) => Verdict,
  check: (model: StoreModel) => boolean = () => true,
): Command {
  return {
    check,
    toString: () => name,
    async run(model, { store }) {
      const { status, body } = await ask(store);
      const codes = body.codes ?? (body.code ? [body.code] : []);
      expect({ status, codes }).toEqual(foresee(model));
      await compare(model, store);
    },
  };
}

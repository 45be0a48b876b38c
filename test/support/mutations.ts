import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { documentedRoutes } from './api-document';
import { StoreCalls } from './house';
import { cartMutations } from './mutations/carts';
import { campaignMutations } from './mutations/campaigns';
import { feedMutations } from './mutations/feed';
import { inventoryMutations } from './mutations/inventory';
import { ledgerMutations } from './mutations/ledger';
import { Mutation } from './mutations/mutation';
import { orderMutations } from './mutations/orders';
import { workflowMutations } from './mutations/workflow';

export const mutations: Mutation[] = [
  {
    operation: 'putStore',
    path: '',
    body: { currency: 'USD', timeZone: 'Europe/Berlin' },
    makesStore: true,
  },
  { operation: 'putStore', when: 'finds it', path: '', body: { currency: 'USD' } },
  {
    operation: 'putStore',
    when: 'sets its defaults',
    path: '',
    body: {
      currency: 'USD',
      defaults: { reservationTtlSeconds: 60, limits: { perTransfer: 900_000, daily: 1_000_000 } },
    },
  },
  ...inventoryMutations,
  ...campaignMutations,
  ...ledgerMutations,
  ...cartMutations,
  ...orderMutations,
  ...workflowMutations,
  ...feedMutations,
];

type Method = 'post' | 'put' | 'patch' | 'delete';

export function methodOf({ operation }: Mutation): Method {
  return documentedRoutes.find((route) => route.operation.operationId === operation)!.method as Method;
}

/** Sends it under an idempotency key, with this text for its body. */
export function send(
  store: StoreCalls,
  mutation: Mutation,
  key: string,
  text = mutation.csv ?? JSON.stringify(mutation.body),
): supertest.Test {
  const request = store
    .send(methodOf(mutation), mutation.path)
    .set({ 'Idempotency-Key': key, ...mutation.headers });
  return text === undefined ? request : request.type(mutation.csv ? 'text/csv' : 'json').send(text);
}

/** The value with the members of every object from last to first. */
export function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([name, inner]) => [name, reversed(inner)]));
}

/** The parts of an answer that a caller sees, without those that belong to one request alone. */
export function seen({ status, text, headers }: supertest.Response): Record<string, unknown> {
  const { etag, location, 'content-type': type, 'content-length': length } = headers;
  return { status, text, etag, location, type, length };
}

export function newKey(): string {
  return `key-${randomUUID()}`;
}

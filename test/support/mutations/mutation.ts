import { StoreCalls } from '../house';

/** A mutating call that succeeds in a store of its own. Every operation that takes an idempotency key needs one. */
export interface Mutation {
  /** Its operationId in the OpenAPI document. */
  operation: string;
  /** The special thing about it. */
  when?: string;
  /** Below the store. */
  path: string;
  body?: object;
  /** Text of the body, of a call that takes CSV. */
  csv?: string;
  headers?: Record<string, string>;
  /** The store is not there yet. */
  makesStore?: boolean;
  /** Brings the store to where the call succeeds. */
  before?: (store: StoreCalls) => PromiseLike<unknown>;
  /** Changes what the call was about, so that it would be answered otherwise, or not at all, if it were new. */
  after?: (store: StoreCalls, answer: { id: string }) => PromiseLike<unknown>;
}

/** Metadata whose members can come in another order, also inside. */
export const metadata = { till: 7, by: { name: 'ann', desk: 2 }, 'a b': [{ y: 1, x: 'ß' }] };

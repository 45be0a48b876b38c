export { createClient, type Client, type ClientOptions } from './client.js';
export { must, RefusedError, UnknownOutcomeError } from './errors.js';
export type { FollowOptions } from './events.js';
export { each, pages, type Page } from './pages.js';
export type {
  AnswerOf,
  ArgsOf,
  CallOptions,
  Done,
  OperationId,
  ProblemOf,
  Refused,
  Result,
  Schemas,
  StoreEvent,
} from './types.js';

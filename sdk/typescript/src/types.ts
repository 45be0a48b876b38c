import type { components, operations } from './generated/schema.js';

export type Schemas = components['schemas'];

/** An effect of the journal, as its stream sends it; `type` tells which one. */
export type StoreEvent = Schemas['Event'];

export type OperationId = keyof operations;

type ResponsesOf<K extends OperationId> = operations[K]['responses'];
type ContentOf<R> = R extends { content: infer C }
  ? C extends Record<string, unknown>
    ? C[keyof C]
    : undefined
  : undefined;
type Each<R, S extends keyof R> = S extends keyof R ? ContentOf<R[S]> : never;

/** The answer of an operation that is not refused. */
export type AnswerOf<K extends OperationId> = Each<
  ResponsesOf<K>,
  Extract<keyof ResponsesOf<K>, 200 | 201 | 204>
>;

/** The refusals of an operation, of which `code` tells one from another. */
export type ProblemOf<K extends OperationId> = Each<
  ResponsesOf<K>,
  Exclude<keyof ResponsesOf<K>, 200 | 201 | 204>
>;

type ParametersOf<K extends OperationId> = operations[K]['parameters'];
type PathOf<K extends OperationId> = ParametersOf<K> extends { path: infer P } ? Omit<P, 'store'> : unknown;
type QueryOf<K extends OperationId> = NonNullable<ParametersOf<K>['query']>;
/** A file is sent as it is. */
type Sent<B> = B extends string ? B | Blob : B;
type BodyOf<K extends OperationId> = operations[K] extends { requestBody: { content: infer C } }
  ? { body: Sent<C[keyof C]> }
  : operations[K] extends { requestBody?: { content: infer C } }
    ? { body?: Sent<C[keyof C]> }
    : unknown;

/** Parts that any call may have beside those of its operation. */
export interface CallOptions {
  /** Store that the call is for; that of the client where it is omitted. */
  store?: string;
  /** Names the effect. One is made where it is omitted, and kept over all attempts. */
  idempotencyKey?: string;
  /** Version that the call expects to change: an `etag`, as it was given. */
  ifMatch?: string;
  /** `*` only creates. */
  ifNoneMatch?: '*';
  /** Tries the call out: it is answered as ever, and changes nothing. */
  dryRun?: boolean;
  /** Whom the caller acts for. */
  onBehalfOf?: string;
  durability?: 'memory' | 'disk' | 'replica';
  signal?: AbortSignal;
}

/** Arguments of a call: parts of its path by their names, its query, its body, and how it is made. */
export type ArgsOf<K extends OperationId> = PathOf<K> & BodyOf<K> & { query?: QueryOf<K> } & CallOptions;

interface Told {
  status: number;
  headers: Headers;
  /** The key that the call was made with, where it has one. */
  idempotencyKey?: string;
}

/** An answer, and what its headers say. */
export interface Done<T> extends Told {
  ok: true;
  data: T;
  etag?: string;
  location?: string;
  replayed: boolean;
  dryRun: boolean;
}

export interface Refused<P> extends Told {
  ok: false;
  problem: P;
}

export type Result<T, P> = Done<T> | Refused<P>;

export type Call<K extends OperationId> =
  object extends ArgsOf<K>
    ? (args?: ArgsOf<K>) => Promise<Result<AnswerOf<K>, ProblemOf<K>>>
    : (args: ArgsOf<K>) => Promise<Result<AnswerOf<K>, ProblemOf<K>>>;

/** A method for each operation of the API, by its operation id. */
export type Calls = { [K in Exclude<OperationId, 'followEvents'>]: Call<K> };

import createFetchClient, { type Client as FetchClient } from 'openapi-fetch';
import { UnknownOutcomeError } from './errors.js';
import { followEvents, type FollowOptions } from './events.js';
import { OPERATIONS } from './generated/operations.js';
import type { paths } from './generated/schema.js';
import { persistentFetch, type Persistence } from './persistent-fetch.js';
import { problemOf } from './problem.js';
import type { Calls, CallOptions, Result, StoreEvent } from './types.js';

export interface ClientOptions {
  /** Address of the service; `COUNTINGHOUSE_URL` of the environment, or http://127.0.0.1:3000, where it is omitted. */
  baseUrl?: string;
  /** Store that calls are for unless they name another; `main` where it is omitted. */
  store?: string;
  /** Key of the service; an open one needs none. */
  apiKey?: string;
  /** Called in place of the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** How long a call is repeated whose outcome is unknown. */
  retry?: Partial<Persistence>;
}

export type Client = Calls & {
  /** Events of the store as they happen; a stream that breaks off goes on where it was. */
  events(options?: FollowOptions): AsyncGenerator<StoreEvent, void, undefined>;
  /** Calls by method and path, with the persistence and the key of this client. */
  readonly http: FetchClient<paths>;
};

const RETRY: Persistence = { attempts: 6, pauseMs: 200 };

/** A client of a Countinghouse service: a method for each operation of its API. */
export function createClient(options: ClientOptions = {}): Client {
  const { store = 'main', apiKey } = options;
  const baseUrl = (options.baseUrl ?? fromEnvironment() ?? 'http://127.0.0.1:3000').replace(/\/+$/, '');
  const send = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  const headers: Record<string, string> = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  const fetch = persistentFetch(send, { ...RETRY, ...options.retry });
  const http = createFetchClient<paths>({ baseUrl, headers, fetch });
  const calls = Object.entries(OPERATIONS).map(([id, operation]) => [
    id,
    (args: Args = {}) => call(http, operation, { store, ...args }),
  ]);
  const events = (follow: FollowOptions = {}): AsyncGenerator<StoreEvent, void, undefined> =>
    followEvents((lastEventId) => {
      const types = follow.types ? `?types=${encodeURIComponent(follow.types.join(','))}` : '';
      const url = `${baseUrl}/v1/stores/${encodeURIComponent(follow.store ?? store)}/events${types}`;
      const position: Record<string, string> =
        lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
      return send(new Request(url, { headers: { ...headers, ...position }, signal: follow.signal ?? null }));
    }, follow);
  return { ...(Object.fromEntries(calls) as Calls), events, http };
}

function fromEnvironment(): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.COUNTINGHOUSE_URL || undefined;
}

type Args = CallOptions & { query?: object; body?: unknown };
type Operation = (typeof OPERATIONS)[keyof typeof OPERATIONS];

async function call(
  http: FetchClient<paths>,
  operation: Operation,
  args: Args,
): Promise<Result<unknown, unknown>> {
  const [method, path, takesKey] = operation;
  const { query, body, signal, dryRun } = args;
  const idempotencyKey = takesKey ? (args.idempotencyKey ?? newKey()) : undefined;
  const request = {
    params: { path: args, query: { ...query, ...(dryRun ? { dryRun } : {}) } },
    headers: headersOf(args, idempotencyKey),
    ...(body === undefined ? {} : { body, ...(isCsv(body) ? { bodySerializer: asItIs } : {}) }),
    ...(signal ? { signal } : {}),
    parseAs: 'text',
  };
  try {
    type Send = (
      path: string,
      request: object,
    ) => Promise<{ data?: string; error?: unknown; response: Response }>;
    const { data, error, response } = await (http[method] as unknown as Send)(path, request);
    return resultOf(response, response.ok ? data : error, idempotencyKey);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new UnknownOutcomeError(idempotencyKey, { cause });
  }
}

const isCsv = (body: unknown): boolean => typeof body === 'string' || body instanceof Blob;
const asItIs = (body: unknown): unknown => body;

function headersOf(
  { ifMatch, ifNoneMatch, onBehalfOf, durability, body }: Args,
  key?: string,
): Record<string, string> {
  const headers = {
    'idempotency-key': key,
    'if-match': ifMatch,
    'if-none-match': ifNoneMatch,
    'on-behalf-of': onBehalfOf,
    durability,
    'content-type': isCsv(body) ? 'text/csv' : undefined,
  };
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given);
}

function resultOf(response: Response, body: unknown, idempotencyKey?: string): Result<unknown, unknown> {
  const { status, headers } = response;
  const told = { status, headers, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
  if (!response.ok) return { ok: false, problem: problemOf(response, body), ...told };
  const isJson = headers.get('content-type')?.includes('json');
  const [etag, location] = [headers.get('etag'), headers.get('location')];
  return {
    ok: true,
    data: isJson ? (JSON.parse(body as string) as unknown) : body || undefined,
    ...(etag === null ? {} : { etag }),
    ...(location === null ? {} : { location }),
    replayed: headers.get('idempotent-replayed') === 'true',
    dryRun: headers.get('dry-run') === 'true',
    ...told,
  };
}

/** A UUID; `randomUUID` is there only where the page is secure. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

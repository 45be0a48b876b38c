import { answered, away } from '../app/connection';
import { apiKey, keyRefused } from '../app/session';
import { NoAnswer, Problem, Refusal } from './refusal';

export type Query = Record<string, string | number | undefined>;

/** A change that a person asked for. Its key is made once: repeated, it has its effect once. */
export interface Change {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: object;
  /** Sent in the place of a body. */
  csv?: Blob;
  key: string;
  ifMatch?: number;
}

/** The path of something, its names encoded. */
export function at(parts: TemplateStringsArray, ...names: (string | number)[]): string {
  return parts.reduce((path, part, i) => path + encodeURIComponent(String(names[i - 1])) + part);
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const response = await request(withQuery(path, query), { signal });
  return (await response.json()) as T;
}

export async function getText(path: string, query: Query = {}, signal?: AbortSignal): Promise<string> {
  return (await request(withQuery(path, query), { signal })).text();
}

/** The answer that a change would get, without its effect. */
export const tryOut = <T>(change: Change): Promise<T> => send(change, true);

export const execute = <T>(change: Change): Promise<T> => send(change, false);

async function send<T>({ method, path, body, csv, key, ifMatch }: Change, dryRun: boolean): Promise<T> {
  const headers = new Headers({ 'Idempotency-Key': key });
  if (ifMatch !== undefined) headers.set('If-Match', `"${ifMatch}"`);
  if (csv) headers.set('Content-Type', 'text/csv');
  else if (body) headers.set('Content-Type', 'application/json');
  const response = await request(withQuery(path, dryRun ? { dryRun: 'true' } : {}), {
    method,
    headers,
    body: csv ?? (body && JSON.stringify(body)),
  });
  return (response.status === 204 ? {} : await response.json()) as T;
}

/** Sends a request with the key of this tab. Fails with a `Refusal`, or with `NoAnswer` where there was none. */
export async function request(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (apiKey.value) headers.set('Authorization', `Bearer ${apiKey.value}`);
  const response = await fetch(url, { ...init, headers }).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    away();
    throw new NoAnswer();
  });
  answered();
  if (response.ok) return response;
  const problem = await problemIn(response);
  if (response.status === 401) keyRefused(problem.detail);
  throw new Refusal(problem);
}

/** A proxy on the way may answer with a page of its own. */
async function problemIn(response: Response): Promise<Problem> {
  const { status, statusText } = response;
  const unknown = {
    title: statusText,
    status,
    code: `HTTP_${status}`,
    detail: `The answer was ${status} ${statusText}.`,
  };
  return response.json().then(
    (body: Problem) => (typeof body?.code === 'string' ? body : unknown),
    () => unknown,
  );
}

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? path : `${path}?${text}`;
}

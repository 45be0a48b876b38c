import { randomUUID } from 'node:crypto';
import { Repeated, Target } from './load';

/** One request of those that are to be repeated, with its answer: what wrk does not show. */
export async function callOnce(target: Target, request: Repeated): Promise<unknown> {
  const path = request.path.replace('{n}', '0').replace('{sku}', 'SKU-0');
  return call(target, request.method, path, request.body);
}

export async function call(
  { url, key }: Target,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
): Promise<unknown> {
  const headers = {
    ...(key ? { authorization: `Bearer ${key}` } : {}),
    ...(body ? { 'content-type': 'application/json' } : {}),
    ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
  };
  const response = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}

/** Names and types of what an answer holds, to compare two of them: `{"id":"string","lines":[{"sku":"string"}]}`. */
export function shapeOf(value: unknown): string {
  const typed = (_: string, each: unknown): unknown =>
    each === null || Array.isArray(each) ? each : typeof each === 'object' ? sorted(each) : typeof each;
  return JSON.stringify(value, typed);
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

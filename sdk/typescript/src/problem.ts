import type { Schemas } from './types.js';

/** The refusal in the body of an answer. A proxy in between may answer for the service, with a page of its own. */
export function problemOf({ status, statusText }: Response, body: unknown): Schemas['Problem'] {
  if (body !== null && typeof body === 'object' && 'code' in body) return body as Schemas['Problem'];
  const problem: Partial<Schemas['Problem']> = {
    status,
    title: 'Not an answer of the service',
    detail: `The answer was ${`${status} ${statusText}`.trim()}.`,
  };
  return problem as Schemas['Problem'];
}

import { RefusedError, UnknownOutcomeError, type Schemas } from '@countinghouse/client';

export type Problem = Schemas['Problem'];

/** Why the service said no; undefined where it did not. */
export const problemIn = (error: unknown): Problem | undefined =>
  error instanceof RefusedError ? (error as RefusedError).problem : undefined;

/** Nobody knows whether a change was made. */
export const isUnknown = (error: unknown): boolean =>
  error instanceof UnknownOutcomeError || (problemIn(error)?.status ?? 0) >= 500;

/** The text of a failure of any kind. */
export function textOf(error: unknown): string {
  if (error instanceof UnknownOutcomeError) return 'The service did not answer.';
  return error instanceof Error ? error.message : String(error);
}

const PLAIN = ['type', 'title', 'status', 'code', 'detail', 'instance', 'requestId', 'errors'];

/** The numbers of a refusal, by their names. */
export function numbersOf(problem: Problem): [name: string, value: unknown][] {
  return Object.entries(problem).filter(([name]) => !PLAIN.includes(name));
}

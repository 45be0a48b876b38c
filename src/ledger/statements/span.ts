import { firstMsSince, lastMsUntil } from '../../platform/http';

/** The times that entries are within, both included. */
export interface Span {
  fromMs?: number;
  toMs?: number;
}

/** The times that a query names, as milliseconds. */
export function spanOf({ from, to }: { from?: string; to?: string }): Span {
  return {
    fromMs: from === undefined ? undefined : firstMsSince(from),
    toMs: to === undefined ? undefined : lastMsUntil(to),
  };
}

import { nullable, oneOf, Problem, problemKind, sometimes } from '../platform/http';
import { isoTime } from '../platform/redis';

export const LIMIT_EXCEEDED = problemKind(
  'LIMIT_EXCEEDED',
  409,
  'A limit of the sender does not allow it',
  'Send at most `limit` at once (`scope` perTransfer), or `limit` − `used` before `resetsAt` (`scope` daily; ' +
    'rollingAmount, and rollingCount of transfers, within `hours`). Without `resetsAt` it never fits.',
  {
    ...{
      account: 'alice',
      scope: oneOf('daily', 'perTransfer', 'rollingAmount', 'rollingCount'),
      limit: 1000,
      used: 900,
      requested: 200,
    },
    resetsAt: nullable('2026-01-02T00:00:00.000Z'),
    hours: sometimes(24),
  },
);

/** The problem that a refusal by a limit becomes: account, scope, limit, used, requested, when there is room, hours. */
export function limitExceeded([account, scope, ...numbers]: string[]): Problem {
  const [limit, used, requested, resetsMs, hours] = numbers.map(Number);
  const resetsAt = resetsMs === 0 ? null : isoTime(resetsMs);
  const told = {
    account,
    scope,
    limit,
    used,
    requested,
    resetsAt,
    ...(hours === undefined ? {} : { hours }),
  };
  const period = hours === undefined ? 'a day' : `within ${hours} hours`;
  const what = scope === 'rollingCount' ? 'transfers ' : '';
  const until = resetsAt === null ? '' : ` until ${resetsAt}`;
  const detail =
    scope === 'perTransfer'
      ? `${account} may send ${limit} at once, not ${requested}.`
      : `${account} may send ${limit} ${what}${period} and has sent ${used}; ${requested} more would exceed it${until}.`;
  return new Problem(LIMIT_EXCEEDED, detail, told);
}

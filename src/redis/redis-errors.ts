/** Redis could not be asked, or did not answer. `sent`: the script may have run all the same. */
export class StoreUnavailableError extends Error {
  constructor(
    readonly reason: string,
    readonly sent: boolean,
  ) {
    super(reason);
  }
}

/** A key holds what no script wrote there. The message names it; it is for the log, and holds no arguments. */
export class StoreCorruptedError extends Error {}

/** Replies by which Redis refuses a script before it runs. */
const REFUSED =
  /^(OOM|LOADING|READONLY|BUSY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|MISCONF|NOREPLICAS|NOAUTH|NOPERM|UNKILLABLE)\b/;
const NOT_SENT =
  /isn't writeable|Connection is closed|Failed to refresh slots|Cluster isn't ready|ECONNREFUSED/;

/** ioredis errors carry the script's arguments; what leaves here does not. */
export function translate(error: unknown, script: string): Error {
  const { name, message } = error as Error;
  if (name !== 'ReplyError') return new StoreUnavailableError(message, !NOT_SENT.test(message));
  if (REFUSED.test(message)) return new StoreUnavailableError(message.split(/[.,:]/)[0]!, false);
  return new StoreCorruptedError(`script ${script}: ${message}`);
}

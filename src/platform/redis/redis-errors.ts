/**
 * Why Redis could not serve: it was `away` (not reached, or no answer), it is `refusing` for now (full, read-only, busy,
 * loading, in the midst of a move), or it has `denied` what this service may not do, which does not pass by itself.
 */
export type Unavailability = 'away' | 'refusing' | 'denied';

/** Which key, by what follows the name of the store in it, and which field of it. */
export interface Place {
  key: string;
  field?: string;
}

/** A command or a script failed. */
abstract class StoreError extends Error {
  /** Which script ran, or was to run. */
  script?: string;
  /** Where in its source: `lua/inventory/parts/stock.lua:24`. */
  lua?: string;
}

/** Redis could not be asked, or did not answer. `sent`: the script may have run all the same. */
export class StoreUnavailableError extends StoreError {
  constructor(
    readonly reason: string,
    readonly sent: boolean,
    readonly why: Unavailability = 'away',
  ) {
    super(reason);
  }

  /** After how long a repetition makes sense: most states are over in a moment, a failover takes some seconds. */
  get retryAfterSeconds(): number {
    return /^CLUSTERDOWN/.test(this.reason) ? 5 : 1;
  }
}

/** A call ran, and in time nothing said that its effect is kept as it has to be. */
export class NotDurableError extends Error {
  constructor(readonly wanted: { disk: boolean; replica: boolean }) {
    super(
      `not kept in time: ${Object.entries(wanted)
        .flatMap(([name, is]) => (is ? [name] : []))
        .join(' and ')}`,
    );
  }
}

/** Redis cannot tell whether an effect is kept as a call asks; the call did not run. */
export class DurabilityImpossibleError extends Error {}

/** A key holds what no script wrote there. The message names it; it is for the log, and holds no arguments. */
export class StoreCorruptedError extends StoreError {
  constructor(
    message: string,
    /** Place of the damage, where it is known. */
    readonly place?: Place,
    /** Beginning of every key of this service. */
    readonly keyPrefix = '',
  ) {
    super(message);
  }
}

/** Replies by which Redis refuses a script before it runs. */
const REFUSING =
  /^(OOM|LOADING|READONLY|BUSY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|MOVED|ASK|MISCONF|NOREPLICAS)\b/;
const DENIED = /^(NOAUTH|NOPERM|WRONGPASS|UNKILLABLE)\b/;
/** Behind what a script met while it ran: what it wrote before that stays. */
const RAN = /\bscript: \S+, on @user_/;
/** The command did not leave; of one that did, `tellInFlight` has an error of its own. */
const NOT_SENT = /isn't writeable|Connection is closed|Cluster isn't ready|Cluster is ended/;
/** A cluster's client gives up. Its earlier attempts did not run: only then it tries again. */
const GAVE_UP = /^Too many Cluster redirections\. Last error: (\w+): (.*)$/s;
const TIMED_OUT = 'Command timed out';

/** ioredis errors carry the script's arguments; what leaves here does not. */
export function translate(error: unknown, command: string): StoreUnavailableError | StoreCorruptedError {
  const { name, message } = error as Error;
  const [, lastName = name, last = message] = GAVE_UP.exec(message) ?? [];
  if (lastName !== 'ReplyError') return new StoreUnavailableError(last, !NOT_SENT.test(last));
  const why = isRefusal(last) ? 'refusing' : DENIED.test(last) ? 'denied' : undefined;
  if (why === undefined) return new StoreCorruptedError(`${command}: ${last}`);
  return new StoreUnavailableError(firstSentence(last), RAN.test(last), why);
}

/** Whether Redis answers like this until some state of it is over. */
export function isRefusal(reply: string): boolean {
  return REFUSING.test(reply);
}

export function isTimeout(error: unknown): boolean {
  return (error as Error).message === TIMED_OUT;
}

/** Addresses have dots and colons of their own. */
function firstSentence(reply: string): string {
  return /^(MOVED|ASK) /.test(reply) ? reply : reply.split(/[.,:]/)[0]!;
}

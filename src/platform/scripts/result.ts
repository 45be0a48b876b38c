import { StoreCorruptedError } from '../redis/redis-errors';
import { ScriptName, ScriptRefusals } from '../generated/scripts';
import { Reply, ReplyValue } from './script-runner';

/** Result of a Lua provider: the value, or the refusal that the script decided on. */
export type Result<T, Code extends string> =
  { ok: true; value: T; replayed: boolean } | { ok: false; code: Code; values: string[] };

/** Refusals that are worded for all domains at once. */
export type CommonRefusal =
  | 'STORE_NOT_FOUND'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'INVALID_ARGUMENT'
  | 'VERSION_MISMATCH'
  | 'PRECONDITION_REQUIRED'
  | 'CAP_EXCEEDED';

/** Refusals of a script that its domain words. */
export type RefusalOf<N extends ScriptName> = Exclude<ScriptRefusals[N], CommonRefusal>;

/** Reads a reply: OK through `decode`, any other word as a refusal. */
export function toResult<T, N extends ScriptName>(
  reply: Reply<N>,
  decode: (values: ReplyValue[]) => T,
): Result<T, RefusalOf<N>> {
  return reply.outcome === 'OK'
    ? { ok: true, value: decoded(reply, decode), replayed: reply.replayed }
    : { ok: false, code: reply.outcome as RefusalOf<N>, values: reply.values as string[] };
}

function decoded<T>(
  { values, script }: Pick<Reply, 'values' | 'script'>,
  decode: (values: ReplyValue[]) => T,
): T {
  try {
    return decode(values);
  } catch (error) {
    if (error instanceof StoreCorruptedError) error.script ??= script;
    throw error;
  }
}

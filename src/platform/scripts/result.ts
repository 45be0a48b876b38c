import { StoreCorruptedError } from '../redis/redis-errors';
import { Reply, ReplyValue } from './script-runner';

/** What a Lua provider hands to its service: the value, or the refusal that the script decided on. */
export type Result<T, Code extends string> =
  { ok: true; value: T; replayed: boolean } | { ok: false; code: Code; values: string[] };

/** Reads a reply: OK through `decode`, any other word as a refusal. */
export function toResult<T, Code extends string>(
  reply: Reply,
  decode: (values: ReplyValue[]) => T,
): Result<T, Code> {
  return reply.outcome === 'OK'
    ? { ok: true, value: decoded(reply, decode), replayed: reply.replayed }
    : { ok: false, code: reply.outcome as Code, values: reply.values as string[] };
}

function decoded<T>({ values, script }: Reply, decode: (values: ReplyValue[]) => T): T {
  try {
    return decode(values);
  } catch (error) {
    if (error instanceof StoreCorruptedError) error.script ??= script;
    throw error;
  }
}

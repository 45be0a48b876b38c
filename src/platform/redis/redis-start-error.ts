/** Redis is there but cannot be used; the message is the one line that the operator reads. */
export class RedisStartError extends Error {}

/** A Redis that this service must not work on is found out too late to refuse the start: it ends, in order. */
export function endProcess(error: RedisStartError): void {
  setImmediate(() => {
    throw error;
  });
}

import { Cluster, Redis } from 'ioredis';

/** Number of commands that wait on each corked connection. */
const waiting = new WeakMap<object, number>();

/** Redis works on some while the next are made: all of a turn at once, and the two would wait for each other. */
const AT_ONCE = 4;

/**
 * Lets a few commands of one turn of the event loop leave in one write: a system call each was a tenth of a busy service.
 * Unlike ioredis' auto-pipelining it waits for no answer, so that a command is on its way when its turn ends. The nodes
 * of a cluster have a connection each, and write for themselves.
 */
export function inOneWrite(client: Redis | Cluster): void {
  const stream = 'stream' in client ? client.stream : undefined;
  if (!stream) return;
  const before = waiting.get(stream) ?? 0;
  waiting.set(stream, before + 1);
  if (before === 0) {
    stream.cork();
    setImmediate(() => {
      waiting.delete(stream);
      stream.uncork();
    });
  } else if (before % AT_ONCE === 0) {
    stream.uncork();
    stream.cork();
  }
}

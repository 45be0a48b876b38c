import { Redis } from 'ioredis';

export const LOST_IN_FLIGHT = 'the connection was lost while the command was under way';

/** How ioredis ends commands whose connection ends; its types leave this out. */
interface Flushing {
  flushQueue(error: Error, queues?: { offlineQueue?: boolean; commandQueue?: boolean }): void;
}

/**
 * ioredis says "Connection is closed" of commands that were under way, and may have run, as well as of those that never
 * left; a cluster's client even sends both again. The former get an error of their own here: it is sent again by nobody,
 * and who is told the other knows that nothing has happened.
 */
export function tellInFlight(node: Redis): void {
  const flushing = node as unknown as Flushing;
  const flush = flushing.flushQueue.bind(node);
  flushing.flushQueue = (error, { offlineQueue = true, commandQueue = true } = {}) => {
    if (commandQueue) flush(new Error(LOST_IN_FLIGHT), { offlineQueue: false, commandQueue });
    if (offlineQueue) flush(error, { offlineQueue, commandQueue: false });
  };
}

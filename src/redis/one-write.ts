import { Cluster, Redis } from 'ioredis';

const corked = new WeakSet<object>();

/**
 * Lets the commands of one turn of the event loop leave in one write: a system call each was a tenth of a busy service.
 * Unlike ioredis' auto-pipelining it waits for no answer, so that a command is on its way when its turn ends. The nodes
 * of a cluster have a connection each, and write for themselves.
 */
export function inOneWrite(client: Redis | Cluster): void {
  const stream = 'stream' in client ? client.stream : undefined;
  if (!stream || corked.has(stream)) return;
  corked.add(stream);
  stream.cork();
  setImmediate(() => {
    corked.delete(stream);
    stream.uncork();
  });
}

import { Logger } from '@nestjs/common';
import { Cluster, Redis } from 'ioredis';
import { RedisConnection } from './redis-connection';

const LISTEN_MS = 3_000;

/** Connections that are listened to already. */
const suspected = new WeakSet<object>();

/**
 * A connection whose other end is gone without a word (a cable, a firewall, a machine that lost power) stays open for
 * hours, and every command on it times out. Whoever saw one time out calls this: where not a single byte comes within
 * three seconds, also not as the answer of a PING, the connection is cut, and ioredis makes a new one.
 */
export function cutIfSilent(node: Redis): void {
  const { stream } = node;
  if (!stream || stream.destroyed || suspected.has(stream)) return;
  suspected.add(stream);
  const heard = stream.bytesRead;
  // While it connects, ioredis itself has asked.
  if (node.status === 'ready') node.ping().catch(() => undefined);
  const listened = setTimeout(() => {
    suspected.delete(stream);
    if (stream.bytesRead !== heard || stream.destroyed) return;
    new Logger('Redis').warn(`${nameOf(node)} has not said a word for ${LISTEN_MS} ms: connecting anew`);
    stream.destroy();
  }, LISTEN_MS);
  listened.unref();
}

/** A command timed out; of a cluster it is not known where. */
export function cutSilent(connection: RedisConnection): void {
  for (const node of connection.masters()) cutIfSilent(node);
}

/** A connection may be silent from its first moment: then it must not be waited for like a Redis that loads its data. */
export function watchSilence(client: Redis | Cluster): void {
  const watch = (node: Redis): void => void node.on('connect', () => cutIfSilent(node));
  if (client instanceof Redis) return watch(client);
  client.nodes().forEach(watch);
  client.on('+node', watch);
}

/** `host:port`, or the path of its socket. */
export function nameOf({ options: { path, host, port } }: Redis): string {
  return path ?? `${host}:${port}`;
}

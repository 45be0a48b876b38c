import { Logger } from '@nestjs/common';
import { Cluster, Redis } from 'ioredis';
import { RedisConnection } from './redis-connection';

const LISTEN_MS = 3_000;
/** Commands time out before: a Redis that hangs for a while is not asked for a new connection as well. */
const LISTEN_WHEN_IDLE_MS = 5_500;
const LOOK_EVERY_MS = 500;

/** Connections that are listened to already. */
const suspected = new WeakSet<object>();
/** How much had come over a connection when it was last looked at. */
const heardBefore = new WeakMap<object, number>();

/**
 * A connection whose other end is gone without a word (a cable, a firewall, a machine that lost power) stays open for
 * hours, and every command on it times out. Where not a single byte comes within some seconds, also not as the answer of
 * a PING, the connection is cut, and ioredis makes a new one, or asks the other nodes of the cluster who has taken over.
 */
export function cutIfSilent(node: Redis, listenMs = LISTEN_MS): void {
  const { stream } = node;
  if (!stream || stream.destroyed || suspected.has(stream)) return;
  suspected.add(stream);
  const heard = stream.bytesRead;
  const listened = setTimeout(() => {
    suspected.delete(stream);
    if (stream.bytesRead !== heard || stream.destroyed) return;
    new Logger('Redis').warn(`${nameOf(node)} has not said a word for ${listenMs} ms: connecting anew`);
    stream.destroy();
  }, listenMs);
  listened.unref();
  // While it connects, ioredis itself has asked.
  if (node.status !== 'ready') return;
  const answered = (): void => {
    clearTimeout(listened);
    suspected.delete(stream);
  };
  node.ping().then(answered, (error: Error) => error.name === 'ReplyError' && answered());
}

/** A command timed out; of a cluster it is not known where. */
export function cutSilent(connection: RedisConnection): void {
  for (const node of connection.masters()) cutIfSilent(node);
}

/**
 * A connection may be silent from its first moment: then it must not be waited for like a Redis that loads its data. Later
 * on one that says nothing is asked whether it is there, so that also a service that has nothing to do learns of its loss.
 */
export function watchSilence(client: Redis | Cluster): void {
  const watch = (node: Redis): void => void node.on('connect', () => cutIfSilent(node));
  const nodes = (): Redis[] => (client instanceof Redis ? [client] : client.nodes());
  nodes().forEach(watch);
  if (client instanceof Cluster) client.on('+node', watch);
  const looking = setInterval(() => nodes().forEach(look), LOOK_EVERY_MS);
  looking.unref();
  client.once('end', () => clearInterval(looking));
}

function look(node: Redis): void {
  const { stream, status } = node;
  if (status !== 'ready' || !stream) return;
  const { bytesRead } = stream;
  if (heardBefore.get(stream) === bytesRead) cutIfSilent(node, LISTEN_WHEN_IDLE_MS);
  heardBefore.set(stream, bytesRead);
}

/** `host:port`, the path of its socket, or the name by which Sentinels know it. */
export function nameOf({ options: { path, host, port, name } }: Redis): string {
  return path ?? name ?? (host?.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);
}

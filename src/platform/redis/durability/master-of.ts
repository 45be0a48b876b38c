import { Redis } from 'ioredis';
import { RedisConnection } from '../redis-connection';

/** The node that takes writes of this key; undefined while it is not connected. */
export function masterOf(connection: RedisConnection, key: string): Redis | undefined {
  const name = connection.ownerOf(key);
  return connection.owners().find((owner) => owner.name === name)?.node;
}

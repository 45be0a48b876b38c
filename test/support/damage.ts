import { Redis } from 'ioredis';
import { KeyName, storeKey } from '../../src/platform/redis/keys';
import { WithStore } from './use-house';

/** Damages the store of a test as a hand on `redis-cli` does, and reads what it finds there. */
export function handOn(the: WithStore) {
  const redis = (): Redis => the.house.redis.client;
  const key = (name: KeyName): string => storeKey(the.store.name, name);
  return {
    set: (name: KeyName, field: string, value: string) => redis().hset(key(name), field, value),
    forget: (name: KeyName, field: string) => redis().hdel(key(name), field),
    list: (name: KeyName, member: string, score = '0') => redis().zadd(key(name), score, member),
    unlist: (name: KeyName, member: string) => redis().zrem(key(name), member),
    drop: (name: KeyName) => redis().del(key(name)),
    field: (name: KeyName, field: string) => redis().hget(key(name), field),
    fields: (name: KeyName) => redis().hgetall(key(name)),
  };
}

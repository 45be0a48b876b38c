import { Redis } from 'ioredis';

/**
 * Makes an active hold one whose deadline has just passed, as if the time had gone by: its record, its place in the
 * index of deadlines, and its expiry key. Returns whether there was one.
 */
export async function lapse(redis: Redis, store: string, id: string): Promise<boolean> {
  const key = (name: string): string => `ch:{${store}}:${name}`;
  const record = await redis.hget(key('reservations'), id);
  if (!record?.startsWith('active ')) return false;
  const fields = record.split(' ');
  const [seconds] = await redis.time();
  const passed = String(Number(seconds) * 1000 - 1000);
  await redis
    .multi()
    .zrem(key('reservation_index'), `s/active/${fields[2]}/${id}`)
    .zadd(key('reservation_index'), 0, `s/active/${passed}/${id}`)
    .hset(key('reservations'), id, [fields[0], fields[1], passed, ...fields.slice(3)].join(' '))
    .del(key(`hold:${id}`))
    .exec();
  return true;
}

/** The same for a pending transfer: its record and its place in the index. */
export async function lapseTransfer(redis: Redis, store: string, id: string): Promise<boolean> {
  const key = (name: string): string => `ch:{${store}}:${name}`;
  const record = await redis.hget(key('transfers'), id);
  if (!record?.startsWith('pending ')) return false;
  const fields = record.split(' ');
  const [seconds] = await redis.time();
  const passed = String(Number(seconds) * 1000 - 1000);
  await redis
    .multi()
    .zrem(key('transfer_index'), `s/pending/${fields[8]}/${id}`)
    .zadd(key('transfer_index'), 0, `s/pending/${passed}/${id}`)
    .hset(key('transfers'), id, [...fields.slice(0, 8), passed, ...fields.slice(9)].join(' '))
    .exec();
  return true;
}

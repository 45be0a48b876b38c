import { Redis } from 'ioredis';

/** Where things that lapse are kept: records of words, and an index that lists the open ones by their deadline. */
interface Kept {
  records: string;
  index: string;
  open: string;
  /** Which word of the record is the deadline. */
  deadline: number;
}

const HOLDS: Kept = { records: 'reservations', index: 'reservation_index', open: 'active', deadline: 1 };
const TRANSFERS: Kept = { records: 'transfers', index: 'transfer_index', open: 'pending', deadline: 4 };

/**
 * Makes an active hold one whose deadline has just passed, as if the time had gone by: its record, its place in the
 * index of deadlines, and its expiry key. Returns whether there was one.
 */
export function lapse(redis: Redis, store: string, id: string): Promise<boolean> {
  return passDeadline(redis, store, HOLDS, id, [`hold:${id}`]);
}

/** The same for a pending transfer: its record and its place in the index. */
export function lapseTransfer(redis: Redis, store: string, id: string): Promise<boolean> {
  return passDeadline(redis, store, TRANSFERS, id);
}

async function passDeadline(
  redis: Redis,
  store: string,
  { records, index, open, deadline }: Kept,
  id: string,
  expiryKeys: string[] = [],
): Promise<boolean> {
  const key = (name: string): string => `ch:{${store}}:${name}`;
  const record = await redis.hget(key(records), id);
  if (!record?.startsWith(`${open} `)) return false;
  const words = record.split(' ');
  const [seconds] = await redis.time();
  const passed = String(Number(seconds) * 1000 - 1000);
  const changes = redis
    .multi()
    .zrem(key(index), `s/${open}/${words[deadline]}/${id}`)
    .zadd(key(index), 0, `s/${open}/${passed}/${id}`)
    .hset(key(records), id, words.with(deadline, passed).join(' '));
  for (const name of expiryKeys) changes.del(key(name));
  await changes.exec();
  return true;
}

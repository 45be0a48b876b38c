import { Redis } from 'ioredis';
import { decodeReservation, encodeReservation } from '../../src/inventory/generated/reservation-record';
import { decodeWait, encodeWait } from '../../src/inventory/generated/wait-record';
import { storeKey } from '../../src/platform/redis/keys';
import { decodeOrder, encodeOrder } from '../../src/orders/generated/order-record';
import { decodeTransfer, encodeTransfer } from '../../src/ledger/generated/transfer-record';

/** Where things that lapse are kept: their records, and an index that lists the open ones by their deadline. */
interface Kept {
  records: string;
  index: string;
  open: string;
  /** The deadline in a record, and the record with another. */
  deadline: (record: string) => number;
  withDeadline: (record: string, ms: number) => string;
}

const RESERVATIONS: Kept = {
  records: 'reservations',
  index: 'reservation_index',
  open: 'active',
  deadline: (record) => decodeReservation(record).expiresMs,
  withDeadline: (record, ms) => encodeReservation({ ...decodeReservation(record), expiresMs: ms }),
};
const TRANSFERS: Kept = {
  records: 'transfers',
  index: 'transfer_index',
  open: 'pending',
  deadline: (record) => decodeTransfer(record).expiresMs!,
  withDeadline: (record, ms) => encodeTransfer({ ...decodeTransfer(record), expiresMs: ms }),
};

/**
 * Makes an active reservation one whose deadline has just passed, as if the time had gone by: its record, its place in the
 * index of deadlines, and its expiry key. Returns whether there was one.
 */
export function lapse(redis: Redis, store: string, id: string): Promise<boolean> {
  return passDeadline(redis, store, RESERVATIONS, id, [`hold:${id}`]);
}

/** Makes a pending transfer one whose deadline has just passed: its record and its place in the index. */
export function lapseTransfer(redis: Redis, store: string, id: string): Promise<boolean> {
  return passDeadline(redis, store, TRANSFERS, id);
}

async function passDeadline(
  redis: Redis,
  store: string,
  { records, index, open, deadline, withDeadline }: Kept,
  id: string,
  expiryKeys: string[] = [],
): Promise<boolean> {
  const key = (name: string): string => `ch:{${store}}:${name}`;
  const record = await redis.hget(key(records), id);
  if (!record?.replace(/^\d+\|/, '').startsWith(`${open} `)) return false;
  const [seconds] = await redis.time();
  const passed = Number(seconds) * 1000 - 1000;
  const changes = redis
    .multi()
    .zrem(key(index), `s/${open}/${deadline(record)}/${id}`)
    .zadd(key(index), 0, `s/${open}/${passed}/${id}`)
    .hset(key(records), id, withDeadline(record, passed));
  for (const name of expiryKeys) changes.del(key(name));
  await changes.exec();
  return true;
}

/**
 * Makes an authorised order, and the transfers that hold its money, one whose deadline has just passed. Returns the new
 * deadline.
 */
export async function lapseOrder(redis: Redis, store: string, id: string): Promise<number> {
  const key = (name: string): string => `ch:{${store}}:${name}`;
  const order = decodeOrder((await redis.hget(key('orders'), id))!);
  const ids = (order.legs ?? '').split(',').map((leg) => leg.split('*')[2]!);
  const transfers = order.legs === null ? [order.payment!.transfer!] : ids.filter((one) => one !== '-');
  const passed = Number((await redis.time())[0]) * 1000 - 1000;
  for (const each of transfers) {
    const transfer = decodeTransfer((await redis.hget(key('transfers'), each))!);
    await redis.zrem(key('transfer_index'), `s/pending/${transfer.expiresMs}/${each}`);
    await redis.zadd(key('transfer_index'), 0, `s/pending/${passed}/${each}`);
    await redis.hset(key('transfers'), each, encodeTransfer({ ...transfer, expiresMs: passed }));
  }
  await redis.zrem(key('order_index'), `d/${order.deadlineMs}/${id}`);
  await redis.zadd(key('order_index'), 0, `d/${passed}/${id}`);
  await redis.hset(key('orders'), id, encodeOrder({ ...order, deadlineMs: passed }));
  return passed;
}

/** Makes one that waits one whose deadline has just passed: its record and its places in the index. */
export async function lapseWait(redis: Redis, store: string, id: string): Promise<void> {
  const [records, index] = [storeKey(store, 'waits'), storeKey(store, 'wait_index')];
  const wait = decodeWait((await redis.hget(records, id))!);
  const expiresMs = Date.now() - 1000;
  await redis.hset(records, id, encodeWait({ ...wait, expiresMs }));
  await redis.zrem(index, `d/${wait.expiresMs}/${id}`);
  await redis.zadd(index, 0, `d/${expiresMs}/${id}`);
}

import { ScriptStore } from './script-store';

export const MAX = 9007199254740991;

/** Writes the record of a SKU as a text, past every script. */
export async function setStock(store: ScriptStore, sku: string, record: string): Promise<void> {
  await store.redis.hset(store.key('stock'), sku, record);
}

/** Says how many units of a SKU were sold, past every script. */
export async function setSold(store: ScriptStore, sku: string, units: string): Promise<void> {
  await store.redis.zadd(store.key('sold'), units, sku);
}

/** The numbers of a SKU's movement: on hand change, reserved change, on hand, reserved. */
export async function movementOf(store: ScriptStore, sku: string, sequence: number): Promise<unknown[]> {
  const record = await store.redis.hget(store.key('movements'), `${sku}/${sequence}`);
  return JSON.parse(record ?? '[]') as unknown[];
}

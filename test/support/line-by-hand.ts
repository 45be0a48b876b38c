import { decodeStock, encodeStock } from '../../src/inventory/generated/stock-record';
import { decodeStockRules, encodeStockRules } from '../../src/inventory/generated/stock-rules-record';
import { encodeWait, WaitRecord } from '../../src/inventory/generated/wait-record';
import { ScriptStore } from './script-store';

/** Has somebody wait for one unit of every SKU more than may be sold of it now, past every script. */
export async function standInLine(store: ScriptStore): Promise<void> {
  const records = await store.redis.hgetall(store.key('stock'));
  for (const [sku, record] of Object.entries(records)) {
    const stock = decodeStock(record);
    const quantity =
      Math.max(stock.onHand - stock.reserved - decodeStockRules(stock.rules).safetyStock, 0) + 1;
    await writeWait(store, `wait-${sku}`, { sku, quantity });
    await setLine(store, sku, 1);
  }
}

/** Says in the record of a SKU how its line stands, past every script. */
export async function setLine(store: ScriptStore, sku: string, line: number): Promise<void> {
  const stock = decodeStock((await store.redis.hget(store.key('stock'), sku))!);
  const rules = encodeStockRules({ ...decodeStockRules(stock.rules), line });
  await store.redis.hset(store.key('stock'), sku, encodeStock({ ...stock, rules }));
}

const PLAIN: Omit<WaitRecord, 'sku'> = {
  state: 'waiting',
  expiresMs: 4_000_000_000_000,
  endedMs: 0,
  granted: null,
  reservation: '',
  quantity: 1,
  atLeast: null,
  holdSeconds: 60,
  sequence: 1,
  createdMs: 1_700_000_000_000,
  owner: 'wim',
};

/** Writes a wait that waits, and its places in the index. */
export async function writeWait(
  store: ScriptStore,
  id: string,
  more: Partial<WaitRecord> & { sku: string },
): Promise<void> {
  const wait = { ...PLAIN, reservation: `reservation-of-${id}`, ...more };
  const place = `${wait.sku}/${String(wait.sequence).padStart(13, '0')}/${id}`;
  const members = [
    `k/${place}`,
    `l/${place}`,
    `o/${wait.owner}/${wait.createdMs}/${id}`,
    `d/${wait.expiresMs}/${id}`,
  ];
  await store.redis.hset(store.key('waits'), id, encodeWait(wait));
  await store.redis.zadd(store.key('wait_index'), ...members.flatMap((member) => [0, member]));
}

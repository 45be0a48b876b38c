import { sleep } from '../../test/support/time';
import { usedMemory } from '../support/used-memory';
import { ArchivedService, BATCH, SKUS, sellBatch, startArchived } from './archived-service';
import { paced } from './caller';

/** Redis' memory after so many operations. */
export interface MemoryPoint {
  operations: number;
  megabytes: number;
}

export interface Growth {
  without: MemoryPoint[];
  withHistory: MemoryPoint[];
  /** Movements and effects that the API lists afterwards. */
  movements: number;
  effects: number;
}

const POINTS = 50;

/** Deductions with and without an archive that takes what is a second old; fails where the API does not list each once. */
export async function measureMemory(
  operations: number,
  perSecond: number,
  say: (line: string) => void,
): Promise<Growth> {
  const records = { IDEMPOTENCY_TTL_SECONDS: '1' };
  const plain = await startArchived({ ...records, ARCHIVE_URL: '' });
  const without = await memoryOver(plain, operations, Infinity);
  await plain.stop();
  say(`without: ${without.at(-1)!.megabytes} MB`);
  const archived = await startArchived({ ...records, HISTORY_SECONDS: '1' });
  const withHistory = await memoryOver(archived, operations, perSecond);
  say(`with HISTORY_SECONDS=1: ${withHistory.map(({ megabytes }) => megabytes).join(' ')} MB`);
  await untilLeft(archived);
  const listed = await listEach(archived, operations);
  await archived.stop();
  return { without, withHistory, ...listed };
}

async function memoryOver(
  { store, redis }: ArchivedService,
  operations: number,
  perSecond: number,
): Promise<MemoryPoint[]> {
  const points: MemoryPoint[] = [];
  const [batches, rate] = [operations / BATCH, perSecond / BATCH];
  await paced(batches, rate, async (i) => {
    await sellBatch(store);
    if ((i + 1) % (batches / POINTS) > 0) return;
    const megabytes = Math.round((await usedMemory(redis.client)) / 1e4) / 100;
    points.push({ operations: (i + 1) * BATCH, megabytes });
  });
  return points;
}

async function untilLeft({ redis }: ArchivedService): Promise<void> {
  for (let tries = 0; (await redis.client.xlen('ch:{main}:journal')) > 1; tries++) {
    if (tries > 600) throw new Error('not all has left Redis within a minute');
    await sleep(100);
  }
}

/** Each movement by its number, each effect by its id, once. */
async function listEach(
  { store }: ArchivedService,
  operations: number,
): Promise<{ movements: number; effects: number }> {
  let movements = 0;
  for (let i = 0; i < SKUS; i++) {
    let expected = 1;
    for await (const { sequence } of store.each<{ sequence: number }>(
      `/inventory/items/SKU-${i}/movements`,
    )) {
      if (sequence !== expected++)
        throw new Error(`movement ${expected - 1} of SKU-${i} is followed by ${sequence}`);
      movements += 1;
    }
  }
  const ids = new Set<string>();
  let effects = 0;
  for await (const { id } of store.each<{ id: string }>('/journal')) {
    ids.add(id);
    effects += 1;
  }
  const all = operations + SKUS;
  if (movements !== all) throw new Error(`${movements} movements are listed, not ${all}`);
  if (effects < all || ids.size !== effects)
    throw new Error(`${effects} effects are listed, ${ids.size} different ones`);
  return { movements, effects };
}

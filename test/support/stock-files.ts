import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { StoreCalls } from './house';

export const HEADER = 'sku,setTo,delta,reason,reference';

/** A file with these rows. */
export const fileOf = (...rows: string[]): string => [HEADER, ...rows, ''].join('\n');

export function importFile(
  store: StoreCalls,
  text: string | Buffer,
  { key = randomUUID(), query = '' }: { key?: string; query?: string } = {},
): supertest.Test {
  return store
    .send('post', `/inventory/import${query}`)
    .set('Idempotency-Key', key)
    .type('text/csv')
    .send(text);
}

interface Item {
  sku: string;
  onHand: number;
}

/** All items of the store, as the list has them. */
export async function itemsOf(store: StoreCalls): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = cursor === '' ? '' : `&cursor=${cursor}`;
    const { body } = await store.get(`/inventory/items?limit=100${query}`).expect(200);
    items.push(...(body.items as Item[]));
    cursor = body.nextCursor as string | null;
  }
  return items;
}

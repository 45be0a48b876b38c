import { eventually } from './eventually';
import { House, StoreCalls } from './house';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- checked by expectations
export type Item = Record<string, any>;

/** All pages of a list, each as long as it may be. */
export async function allPages(store: StoreCalls, path: string, limit = 200): Promise<Item[]> {
  const items: Item[] = [];
  const sign = path.includes('?') ? '&' : '?';
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body }: { body: Item } = await store
      .get(`${path}${sign}limit=${limit}${cursor && `&cursor=${cursor}`}`)
      .expect(200);
    expect(body.items.length).toBeLessThanOrEqual(limit);
    if (body.nextCursor !== null) expect(body.items).toHaveLength(limit);
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}

/** Sequences of the entries that Redis has of an account, by its key; 0 stands for those that have left. */
export async function keptEntries(house: House, store: StoreCalls, key: string): Promise<number[]> {
  const fields = await house.redis.client.hkeys(`ch:{${store.name}}:entries`);
  const own = fields.filter((field) => field.slice(0, field.lastIndexOf('/')) === key);
  return own.map((field) => Number(field.slice(key.length + 1))).sort((a, b) => a - b);
}

/** Waits until all has left Redis that may: of the journal the last entry stays, of each account its newest 101. */
export async function haveLeft(house: House, store: StoreCalls): Promise<void> {
  await eventually(async () => expect(await house.redis.client.xlen(`ch:{${store.name}}:journal`)).toBe(1));
}

/** So many entries of ann and shop, in batches of up to 50 of one millisecond; references, metadata, and actors. */
export async function sendMoney(store: StoreCalls, count: number): Promise<void> {
  await store.fund('ann', 1_000_000);
  await store.put('/ledger/accounts/shop', {}).expect(201);
  for (let i = 0; i < count; i += 50) {
    const transfers = Array.from({ length: Math.min(50, count - i) }, (_, n) => ({
      ...{ id: `t${i + n}`, from: 'ann', to: 'shop', amount: ((i + n) % 7) + 1 },
      ...((i + n) % 3 === 0 ? { reference: `order "${i + n}"`, metadata: { n: i + n } } : {}),
    }));
    await store
      .post('/ledger/transfers/batch', { mode: 'atomic', transfers })
      .set('On-Behalf-Of', i % 100 === 0 ? 'eve' : 'bob')
      .expect(200);
  }
}

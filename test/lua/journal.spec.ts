import { useScriptStore } from '../support/use-script-store';

const the = useScriptStore({ TEE: 1000 });

/** Deducts so many times 1, as one operation. */
const deduct = (id: string, count: number) =>
  the.store.ok('inventory/deduct-batch', {
    operation: { id, fingerprint: id },
    rest: Array.from({ length: count }, (_, i) => [`${id}-${i}`, 'TEE', 1, '', '']).flat(),
  });

interface Page {
  effects: { id: string; type: string; operationId: string; by: string }[];
  /** The entry that holds the next effect. */
  following: string;
}

async function page(after: string, limit: number): Promise<Page> {
  const args = { after, following: '', order: 'asc', limit };
  const [following, ...values] = (await the.store.ok('stores/list-journal', { args })) as string[];
  const effects = Array.from({ length: values.length / 4 }, (_, i) => {
    const [id, type, operationId, data] = values.slice(4 * i, 4 * i + 4) as [string, string, string, string];
    return { id, type, operationId, by: (JSON.parse(data) as { by: string }).by };
  });
  return { effects, following: following! };
}

/** Effects that follow, page by page. */
async function walk(after: string, limit: number): Promise<Page['effects']> {
  const all: Page['effects'] = [];
  for (let next = await page(after, limit); ; next = await page(all.at(-1)!.id, limit)) {
    all.push(...next.effects);
    expect(next.effects.length).toBe(next.following ? limit : next.effects.length);
    if (!next.following) return all;
  }
}

describe('the journal', () => {
  const sizes = [1, 16, 2, 17, 1, 33, 100];
  let start: string;

  beforeEach(async () => {
    start = (await walk('', 200)).at(-1)!.id;
    for (const [i, size] of sizes.entries()) await deduct(`b${i}`, size);
  });

  it.each([1, 2, 3, 15, 16, 17, 50, 200])(
    'has every effect once and in order, %i to a page',
    async (limit) => {
      const effects = await walk(start, limit);
      const expected = sizes.flatMap((size, i) => Array.from({ length: size }, (_, j) => `b${i}-${j}`));
      expect(effects.map(({ by }) => by)).toEqual(expected);
      expect(new Set(effects.map(({ id }) => id)).size).toBe(expected.length);
      for (const { by, operationId, type } of effects) {
        expect([operationId, type]).toEqual([by.split('-')[0], 'inventory.deducted']);
      }
    },
  );

  it('goes on behind any effect', async () => {
    const effects = await walk(start, 200);
    for (const [i, { id }] of effects.entries())
      expect((await page(id, 1)).effects).toEqual(effects.slice(i + 1, i + 2));
  });

  it('begins with what is left of it when its beginning was cut off', async () => {
    await the.redis.client.xtrim(the.store.key('journal'), 'MAXLEN', 1);
    expect((await walk('', 200)).map(({ by }) => by)).toEqual(['b6-96', 'b6-97', 'b6-98', 'b6-99']);
  });

  it('takes few entries for a batch', async () => {
    const before = await the.redis.client.xlen(the.store.key('journal'));
    await deduct('many', 100);
    expect(await the.redis.client.xlen(the.store.key('journal'))).toBe(before + 7);
  });
});

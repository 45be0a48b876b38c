import { sleep } from '../support/time';
import { useStore } from '../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });

interface Item {
  id?: string;
  sequence?: number;
  at: string;
}
interface Page {
  items: Item[];
  nextCursor: string | null;
}

const nameOf = ({ id, sequence }: Item): string => id ?? String(sequence);

/** Each history of the API, and what fills it with some items at several times. */
const HISTORIES: Record<string, { path: string; newestFirst?: boolean; fill: () => Promise<void> }> = {
  journal: {
    path: '/journal',
    fill: async () => {
      for (let i = 0; i < 3; i++) {
        const items = Array(18).fill({ sku: 'TEE', delta: 1, reason: 'received' });
        await the.store.post('/inventory/adjustments/batch', { items }).expect(200);
        await sleep(3);
        await the.store.receive('MUG', 1);
      }
    },
  },
  movements: {
    path: '/inventory/items/TEE/movements',
    fill: async () => {
      const items = Array(3).fill({ sku: 'TEE', delta: 1, reason: 'received' });
      for (let i = 0; i < 5; i++) {
        await the.store.post('/inventory/adjustments/batch', { items }).expect(200);
        await sleep(3);
      }
    },
  },
  entries: {
    path: '/ledger/accounts/ann/entries',
    newestFirst: true,
    fill: async () => {
      await the.store.fund('ann', 0);
      const transfers = Array(3).fill({ from: '@world', to: 'ann', amount: 1 });
      for (let i = 0; i < 5; i++) {
        await the.store.post('/ledger/transfers/batch', { mode: 'atomic', transfers }).expect(200);
        await sleep(3);
      }
    },
  },
  'history of an instance': {
    path: '/workflow/instances/i1/history',
    fill: async () => {
      await the.store.post('/workflow/instances', { definition: 'approval', id: 'i1' }).expect(201);
      let state = 'pending';
      for (const to of [
        'approved',
        'processing',
        'failed',
        'processing',
        'failed',
        'processing',
        'completed',
      ]) {
        await sleep(2);
        await the.store.post('/workflow/instances/i1/transitions', { to, expectedState: state }).expect(200);
        state = to;
      }
    },
  },
};

const read = async (path: string, query: Record<string, string | number>): Promise<Page> => {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return (await the.store.get(`${path}?${search.toString()}`).expect(200)).body;
};

async function pages(path: string, query: Record<string, string | number>): Promise<Item[]> {
  const seen: Item[] = [];
  let more = {};
  for (;;) {
    const page = await read(path, { limit: 4, ...query, ...more });
    seen.push(...page.items);
    if (page.nextCursor === null) return seen;
    expect(page.items).toHaveLength(Number(query.limit ?? 4));
    more = { cursor: page.nextCursor };
  }
}

describe.each(Object.entries(HISTORIES))('%s', (_, { path, newestFirst, fill }) => {
  let oldestFirst: Item[];
  beforeEach(async () => {
    await fill();
    oldestFirst = await pages(path, { order: 'asc', limit: 4 });
    expect(oldestFirst.length).toBeGreaterThan(7);
  });

  it('has a default direction, and both on demand', async () => {
    const newest = [...oldestFirst].reverse();
    expect(await pages(path, { order: 'desc' })).toEqual(newest);
    expect(await pages(path, {})).toEqual(newestFirst ? newest : oldestFirst);
    expect((await the.store.get(`${path}?order=up`).expect(400)).body.errors[0].pointer).toBe('?order');
  });

  it('has a cursor that goes on in either direction', async () => {
    const { items, nextCursor } = await read(path, { order: 'asc', limit: 5 });
    const back = await read(path, { order: 'desc', limit: 200, cursor: nextCursor! });
    expect(back.items).toEqual(items.slice(0, -1).reverse());
    const on = await read(path, { order: 'asc', limit: 200, cursor: nextCursor! });
    expect(on.items).toEqual(oldestFirst.slice(5));
  });

  it.each(['asc', 'desc'])(
    'is bounded by two times, both included as they are written: %s',
    async (order) => {
      const times = [...new Set(oldestFirst.map(({ at }) => at))];
      const [from, to] = [times[1]!, times.at(-2)!];
      const between = (first: string, last: string): Item[] => {
        const found = oldestFirst.filter(({ at }) => at >= first && at <= last);
        return order === 'asc' ? found : found.reverse();
      };
      expect(await pages(path, { order, from })).toEqual(between(from, times.at(-1)!));
      expect(await pages(path, { order, to })).toEqual(between(times[0]!, to));
      expect(await pages(path, { order, from, to })).toEqual(between(from, to));
      expect(await pages(path, { order, from, to: to.replace('Z', '999Z') })).toEqual(between(from, to));
      const past = from.replace('Z', '001+00:00');
      expect(await pages(path, { order, from: past })).toEqual(between(times[2]!, times.at(-1)!));
      expect(await pages(path, { order, from: '2999-01-01T00:00:00Z' })).toEqual([]);
      expect(await pages(path, { order, to: '1960-01-01T00:00:00Z' })).toEqual([]);
      expect(
        await pages(path, { order, from: '1960-01-01T00:00:00Z', to: '2999-01-01T00:00:00+01:30' }),
      ).toEqual(between(times[0]!, times.at(-1)!));
      expect(await pages(path, { order, from: to, to: from })).toEqual([]);
    },
  );

  it('refuses a time without a zone', async () => {
    for (const name of ['from', 'to']) {
      const { body } = await the.store.get(`${path}?${name}=2026-01-01T00:00:00`).expect(400);
      expect(body.errors[0].pointer).toBe(`?${name}`);
    }
  });
});

describe.each(['journal', 'movements'])('%s?after=', (name) => {
  const { path, fill } = HISTORIES[name]!;

  it('goes on behind an item in the direction asked for', async () => {
    await fill();
    const all = await pages(path, {});
    for (const [i, item] of all.entries()) {
      const after = nameOf(item);
      expect((await read(path, { after, limit: 200 })).items).toEqual(all.slice(i + 1));
      const older = await read(path, { after, order: 'desc', limit: 200 });
      expect(older.items).toEqual(all.slice(0, i).reverse());
    }
  });
});

describe('the journal, newest first', () => {
  it('goes on behind an id that no effect has', async () => {
    for (let i = 0; i < 3; i++) await the.store.receive('TEE', 1);
    const all = await pages('/journal', { order: 'desc' });
    expect((await read('/journal', { order: 'desc', after: '9999999999999-0' })).items).toEqual(all);
    expect((await read('/journal', { order: 'desc', after: `${all[1]!.id!}-9` })).items).toEqual(
      all.slice(1),
    );
    expect((await read('/journal', { order: 'desc', after: '0-0' })).items).toEqual([]);
  });

  it('refuses a position below what was trimmed by hand, and ends at the oldest that is kept', async () => {
    for (let i = 0; i < 6; i++) await the.store.receive('TEE', 1);
    const all = await pages('/journal', { order: 'desc' });
    await the.house.redis.client.xtrim(`ch:{${the.store.name}}:journal`, 'MAXLEN', 3);
    expect(await pages('/journal', { order: 'desc', limit: 2 })).toEqual(all.slice(0, 3));
    expect((await read('/journal', { order: 'desc', after: all[1]!.id! })).items).toEqual([all[2]]);
    expect((await read('/journal', { order: 'desc', after: all[2]!.id! })).items).toEqual([]);
    const { body } = await the.store.get(`/journal?order=desc&after=${all[4]!.id!}`).expect(410);
    expect(body).toMatchObject({ code: 'POSITION_GONE', oldest: all[2]!.id });
  });
});

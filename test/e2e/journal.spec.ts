import { StoreCalls } from '../support/house';
import { withoutChange } from '../support/snapshot';
import { useStore } from '../support/use-house';

const the = useStore();

interface Page {
  items: { id: string; type: string; data: { id?: string } }[];
  nextCursor: string | null;
}

async function page(query = '', store: StoreCalls = the.store): Promise<Page> {
  return (await store.get(`/journal${query}`).expect(200)).body;
}

const key = (): string => `ch:{${the.store.name}}:journal`;
const trim = (length: number) => the.house.redis.client.xtrim(key(), 'MAXLEN', length);
const ids = async (query = ''): Promise<string[]> => (await page(query)).items.map(({ id }) => id);

/** Makes so many effects of one operation each. */
async function effects(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await the.store.receive('TEE', 1);
}

/** Makes one operation with so many effects, which share entries. */
async function batch(count: number): Promise<void> {
  const items = Array(count).fill({ sku: 'TEE', delta: 1, reason: 'received' });
  await the.store.post('/inventory/adjustments/batch', { items }).expect(200);
}

async function expectGone(query: string, oldest: string | null): Promise<void> {
  const { body } = await withoutChange(the.house.redis.client, async () => the.store.get(`/journal${query}`));
  expect(body).toMatchObject({ status: 410, code: 'POSITION_GONE' });
  expect(body.oldest).toBe(oldest);
}

describe('GET …/journal?after=', () => {
  it('goes on behind any effect by its id, also within a batch', async () => {
    await effects(2);
    await batch(20);
    await effects(1);
    const all = await ids('?limit=200');
    expect(all.filter((id) => /^\d+-\d+-\d+$/.test(id))).toHaveLength(18);
    for (const [i, id] of all.entries()) {
      expect(await ids(`?limit=200&after=${id}`)).toEqual(all.slice(i + 1));
    }
  });

  it('gives an empty page at the end, without a cursor, and later what came since', async () => {
    await effects(1);
    const last = (await ids()).at(-1)!;
    expect(await page(`?after=${last}`)).toEqual({ items: [], nextCursor: null });
    await effects(2);
    expect(await ids(`?after=${last}`)).toHaveLength(2);
  });

  it('has pages, whose cursors go on', async () => {
    await effects(5);
    const [first, ...rest] = await ids();
    const { items, nextCursor } = await page(`?limit=2&after=${first}`);
    const { items: others } = await page(`?cursor=${nextCursor}`);
    expect([...items, ...others].map(({ id }) => id)).toEqual(rest);
  });

  it('goes on behind an id that no effect has', async () => {
    await effects(3);
    const all = await ids();
    const before = all[1]!.split('-')[0]!;
    expect(await ids('?after=0-0')).toEqual(all);
    expect(await ids(`?after=${before}-18446744073709551615`)).toEqual(
      all.filter((id) => Number(id.split('-')[0]) > Number(before)),
    );
    expect(await ids(`?after=${all[1]}-99`)).toEqual(all.slice(2));
    expect(await ids('?after=18446744073709551615-18446744073709551615-7')).toEqual([]);
  });

  it.each([
    '',
    'x',
    '7',
    '1767225600000',
    '1767225600000-',
    '-0',
    '1767225600000-0-',
    '1767225600000-0-0',
    '1767225600000-0-1-1',
    '01767225600000-0',
    '1767225600000-00',
    '18446744073709551616-0',
    '0-18446744073709551616',
    '99999999999999999999999-0',
    '1e3-0',
    '1767225600000-0%00',
    '%2B',
    '$',
    '(1767225600000-0',
  ])('refuses %s, which is no id', async (after) => {
    const { body } = await the.store.get(`/journal?after=${after}`).expect(400);
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '?after' }] });
  });

  it('is not taken together with a cursor, nor twice', async () => {
    await effects(2);
    const { items, nextCursor } = await page('?limit=1');
    for (const query of [`cursor=${nextCursor}&after=${items[0]!.id}`, 'after=1-0&after=2-0']) {
      const { body } = await the.store.get(`/journal?${query}`).expect(400);
      expect(body.errors[0].pointer).toBe('?after');
    }
  });
});

describe('a position in a journal that was trimmed by hand', () => {
  it('is refused where effects behind it are gone, and told the oldest one that is kept', async () => {
    await effects(6);
    const all = await ids();
    const { nextCursor } = await page('?limit=2');
    await trim(3);
    const oldest = all.at(-3)!;
    await expectGone(`?after=${all[0]}`, oldest);
    await expectGone(`?after=${all[2]}`, oldest);
    await expectGone(`?cursor=${nextCursor}`, oldest);
    await expectGone('?after=0-0', oldest);
    expect(await ids()).toEqual(all.slice(-3));
  });

  it('goes on where its effect is kept, or comes after all that are', async () => {
    await effects(6);
    const all = await ids();
    await trim(3);
    expect(await ids(`?after=${all.at(-3)}`)).toEqual(all.slice(-2));
    expect(await ids(`?after=${all.at(-1)}`)).toEqual([]);
    expect(await ids(`?after=${all.at(-3)}-5`)).toEqual(all.slice(-2));
    expect(await ids('?after=9999999999999-0')).toEqual([]);
  });

  it.each([1, 2, 5])(
    'goes on by its cursor where the %i effects that it had seen are gone, and is refused where one more is',
    async (seen) => {
      await effects(6);
      const all = await ids();
      const { nextCursor } = await page(`?limit=${seen}`);
      await trim(all.length - seen);
      expect(await ids(`?cursor=${nextCursor}`)).toEqual(all.slice(seen));
      await trim(all.length - seen - 1);
      await expectGone(`?cursor=${nextCursor}`, all[seen + 1]!);
    },
  );

  it('in the middle of a batch is refused where the rest of its entry is gone', async () => {
    await batch(16);
    const { nextCursor } = await page('?limit=5');
    await effects(1);
    await trim(1);
    await expectGone(`?cursor=${nextCursor}`, (await ids())[0]!);
  });

  it('of an earlier version of the service is a position like any other', async () => {
    await effects(4);
    const all = await ids();
    const cursor = (id: string): string => Buffer.from(id).toString('base64url');
    expect(await ids(`?cursor=${cursor(all[1]!)}`)).toEqual(all.slice(2));
    await trim(1);
    await expectGone(`?cursor=${cursor(all[1]!)}`, all.at(-1)!);
  });

  it('of which nothing is left is told so, but for who has seen its end', async () => {
    await effects(3);
    const all = await ids();
    const { nextCursor } = await page('?limit=2');
    await trim(0);
    await expectGone(`?after=${all[0]}`, null);
    await expectGone(`?cursor=${nextCursor}`, null);
    expect(await page(`?after=${all.at(-1)}`)).toEqual({ items: [], nextCursor: null });
    expect(await page()).toEqual({ items: [], nextCursor: null });
    await effects(1);
    expect(await ids()).toHaveLength(1);
  });

  it('is not refused where nothing was ever trimmed', async () => {
    await effects(2);
    expect(await ids('?after=1-0')).toEqual(await ids());
    await the.house.redis.client.xtrim(key(), 'MAXLEN', 1_000);
    expect(await ids('?after=1-0')).toEqual(await ids());
  });
});

describe('GET …/journal?from=&to=', () => {
  it('lists the effects between two times, both ends included as they are written, page by page', async () => {
    const data = JSON.stringify({ currency: 'USD', timeZone: 'UTC' });
    const { client } = the.house.redis;
    await client.del(key());
    const second = (ms: number): string => `2026-01-01T00:00:0${(ms / 1000).toFixed(3)}Z`;
    const start = Date.parse(second(0));
    for (const ms of [1000, 2000, 2001, 3000]) {
      await client.xadd(key(), `${start + ms}-0`, 'o', 'k', 'store.created', data, 'store.created', data);
    }
    const times = async (query: string): Promise<number[]> => [
      ...new Set((await ids(query)).map((id) => Number(id.split('-')[0]) - start)),
    ];
    expect(await times(`?from=${second(2000)}&to=${second(2001)}`)).toEqual([2000, 2001]);
    expect(await times('?from=2026-01-01T00:00:02.0001Z')).toEqual([2001, 3000]);
    expect(await times('?to=2026-01-01T01:00:02.0009%2B01:00')).toEqual([1000, 2000]);
    expect(await times('?to=1960-01-01T00:00:00Z')).toEqual([]);
    expect(await times(`?after=${start + 1000}-0&from=${second(3000)}`)).toEqual([3000]);
    const range = `from=${second(1001)}&to=${second(2500)}&limit=3`;
    const first = await page(`?${range}`);
    const rest = await page(`?${range}&cursor=${first.nextCursor}`);
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(
      [2000, 2001].flatMap((ms) => [`${start + ms}-0`, `${start + ms}-0-1`]),
    );
    expect(rest.nextCursor).toBeNull();
    await the.store.get('/journal?from=yesterday').expect(400);
  });
});

import { upgradeAll } from '../../support/earlier-orders';
import { useStore } from '../../support/use-house';

const the = useStore();

const IDS = ['a', 'invoice-1', 'invoice-10', 'invoice-2', 'invoices'];
const create = (id: string, body: object | string) =>
  the.store.put(`/workflow/records/${id}`, body).set('If-None-Match', '*').expect(201);
const list = async (query = ''): Promise<{ text: string; ids: string[]; nextCursor: string | null }> => {
  const { text, body } = await the.store.get(`/workflow/records?${query}`).expect(200);
  return { text, ids: body.items.map(({ id }: { id: string }) => id), nextCursor: body.nextCursor };
};
const key = (name: string): string => `ch:{${the.store.name}}:${name}`;

beforeEach(async () => {
  for (const id of IDS) await create(id, '{"total":1.0,"1":1e3,"a":{"b":[]}}');
});

async function pages(limit: number, query = ''): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = '';
  do {
    const page = await list(`limit=${limit}${query}${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.ids);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return seen;
}

describe('GET /workflow/records', () => {
  it('lists records by id, to the letter, with their versions', async () => {
    const { text, headers } = await the.store.get('/workflow/records/a').expect(200);
    const page = await list('limit=1');
    expect(page.text).toContain(
      `{"items":[{"id":"a","version":${headers.etag!.slice(1, -1)},"data":${text}}],`,
    );
    expect((await list()).ids).toEqual(IDS);
    expect((await list('prefix=invoice-')).ids).toEqual(['invoice-1', 'invoice-10', 'invoice-2']);
    expect((await list('prefix=z')).text).toBe('{"items":[],"nextCursor":null}');
  });

  it('pages by id', async () => {
    for (const limit of [1, 2, 5]) expect(await pages(limit)).toEqual(IDS);
    expect(await pages(2, '&prefix=invoice')).toEqual(IDS.slice(1));
  });

  it('lists one that was replaced or merged once, and none that was deleted', async () => {
    await the.store.put('/workflow/records/a', {}).set('If-Match', '*').expect(200);
    await the.store.patch('/workflow/records/invoices', { b: 1 }).set('If-Match', '*').expect(200);
    await the.store.delete('/workflow/records/invoice-1').set('If-Match', '*').expect(204);
    expect(await pages(2)).toEqual(['a', 'invoice-10', 'invoice-2', 'invoices']);
    expect(await the.house.redis.client.zcard(key('record_ids'))).toBe(4);
  });

  it('ends a page behind a mebibyte', async () => {
    const large = { text: 'x'.repeat(60_000) };
    for (let i = 0; i < 40; i++) await create(`large-${i}`, large);
    const { ids, nextCursor } = await list('limit=200&prefix=large');
    expect(ids.length).toBeLessThan(40);
    expect(ids.length).toBeGreaterThan(17);
    expect(nextCursor).not.toBeNull();
    expect(await pages(200, '&prefix=large')).toHaveLength(40);
  });

  it('lists those of an older release, which listed none, and after an upgrade', async () => {
    await the.house.redis.client.zrem(key('record_ids'), 'a', 'invoice-10');
    expect(await pages(2)).toEqual(IDS);
    await the.house.redis.client.del(key('record_ids'));
    await upgradeAll(the.house);
    expect(await the.house.redis.client.zcard(key('record_ids'))).toBe(IDS.length);
    // An older release deleted it meanwhile.
    await the.house.redis.client.hdel(key('records'), 'invoice-1');
    expect(await pages(1)).toEqual(IDS.filter((id) => id !== 'invoice-1'));
  });

  it('names a record that cannot be read, and goes on', async () => {
    await the.house.redis.client.hset(key('records'), 'invoice-1', '7 none');
    const { body } = await the.store.get('/workflow/records').expect(200);
    expect(body).toMatchObject({ unreadable: ['invoice-1'], nextCursor: null });
    expect(body.items).toHaveLength(4);
  });

  it('refuses what it does not know', async () => {
    expect((await the.store.get('/workflow/records?prefix=').expect(400)).body.code).toBe(
      'VALIDATION_FAILED',
    );
    expect((await the.store.get('/workflow/records?cursor=YSB').expect(400)).body.code).toBe(
      'INVALID_CURSOR',
    );
    await the.store.get('/workflow/records?state=x').expect(400);
    expect((await the.house.calls('none').get('/workflow/records').expect(404)).body.code).toBe(
      'STORE_NOT_FOUND',
    );
  });
});

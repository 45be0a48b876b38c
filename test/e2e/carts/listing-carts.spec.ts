import { CartsLua } from '../../../src/carts';
import { useStore } from '../../support/use-house';
import { eventually } from '../../support/eventually';

const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });

interface Listed {
  id: string;
  version: number;
}

const IDS = ['ann', 'guest-1', 'guest-10', 'guest-2', 'guest:3~x', 'guests'];

const add = (id: string, quantity = 1) =>
  the.store.post(`/carts/${id}/lines`, { sku: 'TEE', quantity }).expect(200);
const list = async (query = ''): Promise<{ items: Listed[]; nextCursor: string | null }> =>
  (await the.store.get(`/carts?${query}`).expect(200)).body;
const ids = async (query = ''): Promise<string[]> => (await list(query)).items.map(({ id }) => id);
const indexed = async (name: string): Promise<number> =>
  the.house.redis.client.zcard(`ch:{${the.store.name}}:${name}`);
const forget = () => the.house.app.get(CartsLua, { strict: false }).forgetExpired(the.store.name, 100);

/** Has the cart expire now, as Redis does it: without a script. */
const expire = (id: string) => the.house.redis.client.del(`ch:{${the.store.name}}:cart:${id}`);
const dueNow = (id: string) => the.house.redis.client.zadd(`ch:{${the.store.name}}:cart_deadlines`, 1, id);

beforeEach(async () => {
  await the.store.receive('TEE', 100);
  for (const id of IDS) await add(id, 2);
});

describe('GET /carts', () => {
  it('lists carts with their lines by id, all or those whose ids begin alike', async () => {
    const { items, nextCursor } = await list();
    expect(nextCursor).toBeNull();
    expect(items.map(({ id }) => id)).toEqual(IDS);
    const { body } = await the.store.get('/carts/ann').expect(200);
    expect(items[0]).toEqual({
      id: 'ann',
      lines: [{ sku: 'TEE', quantity: 2 }],
      version: body.version,
      expiresAt: body.expiresAt,
    });
    expect(await ids('prefix=guest-')).toEqual(['guest-1', 'guest-10', 'guest-2']);
    expect(await ids('prefix=guest-1')).toEqual(['guest-1', 'guest-10']);
    expect(await ids('prefix=z')).toEqual([]);
  });

  it.each(['', 'prefix=guest'])(
    'pages by id without a gap, also while carts come and go: %s',
    async (query) => {
      const seen: string[] = [];
      let cursor: string | null = '';
      do {
        const page = await list(`${query}&limit=2${cursor && `&cursor=${cursor}`}`);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
        await the.store.delete('/carts/ann').expect(200);
        await add('a0');
      } while (cursor !== null);
      expect(seen).toEqual(query === '' ? IDS : IDS.slice(1));
    },
  );

  it('lists none that was cleared, emptied, merged away or checked out, and one that has lines again', async () => {
    await the.store.price('TEE', 5);
    await the.store.delete('/carts/ann').expect(200);
    await the.store.delete('/carts/guest-1/lines/TEE').expect(200);
    await the.store.put('/carts/guest-10/lines/TEE', { quantity: 0 }).expect(200);
    await the.store.post('/carts/guests/merge', { from: 'guest-2', strategy: 'sum' }).expect(200);
    await the.store.post('/carts/guests/checkout', { customerId: 'ann' }).expect(201);
    expect(await ids()).toEqual(['guest:3~x']);
    expect([await indexed('cart_ids'), await indexed('cart_deadlines')]).toEqual([1, 1]);
    await add('ann');
    expect(await ids()).toEqual(['ann', 'guest:3~x']);
  });

  it('lists none that has expired, and forgets it; one that changed meanwhile is looked at again', async () => {
    await expire('guest-1');
    expect(await ids('prefix=guest-')).toEqual(['guest-10', 'guest-2']);
    expect(await list('prefix=guest-1&limit=1')).toMatchObject({
      items: [{ id: 'guest-10' }],
      nextCursor: null,
    });
    for (const id of ['guest-1', 'guest-2']) await dueNow(id);
    expect(await forget()).toBe(2);
    expect([await indexed('cart_ids'), await indexed('cart_deadlines')]).toEqual([5, 5]);
    expect(await forget()).toBe(0);
    expect(await ids()).toEqual(IDS.filter((id) => id !== 'guest-1'));
    const { body } = await the.store.get('/carts/guest-2').expect(200);
    const key = `ch:{${the.store.name}}:cart_deadlines`;
    expect(await the.house.redis.client.zscore(key, 'guest-2')).toBe(String(Date.parse(body.expiresAt)));
  });

  it('looks at a bounded number of expired ones a page, and comes to the end', async () => {
    const [client, key] = [the.house.redis.client, `ch:{${the.store.name}}:cart_ids`];
    const gone = Array.from({ length: 1_200 }, (_, i) => ['0', `b${i}`]).flat();
    await client.zadd(key, ...gone);
    const seen: string[] = [];
    let [cursor, pages]: [string | null, number] = ['', 0];
    do {
      const page = await list(`limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor !== null);
    expect(seen).toEqual(IDS);
    expect(pages).toBeLessThan(8);
  });

  it('names a cart that cannot be read, and goes on', async () => {
    await the.house.redis.client.set(`ch:{${the.store.name}}:cart:guest-10`, 'abc');
    const { items, ...rest } = await list('prefix=guest-');
    expect(items.map(({ id }) => id)).toEqual(['guest-1', 'guest-2']);
    expect(rest).toEqual({ unreadable: ['guest-10'], nextCursor: null });
  });

  it('refuses a beginning that no id has, and a cursor of another list', async () => {
    expect((await the.store.get('/carts?prefix=%2F').expect(400)).body.errors[0].pointer).toBe('?prefix');
    expect((await the.store.get('/carts?cursor=!').expect(400)).body.code).toBe('INVALID_CURSOR');
    await the.store.get('/carts?state=open').expect(400);
  });
});

describe('the sweeper of orders', () => {
  const swept = useStore({ SWEEP_INTERVAL_MS: 20, CART_TTL_SECONDS: 1 });

  it('takes expired carts off the list', async () => {
    await swept.store.receive('TEE', 1);
    await swept.store.post('/carts/c/lines', { sku: 'TEE', quantity: 1 }).expect(200);
    const left = (): Promise<number> =>
      swept.house.redis.client.exists(
        `ch:{${swept.store.name}}:cart_ids`,
        `ch:{${swept.store.name}}:cart_deadlines`,
      );
    expect(await left()).toBe(2);
    await eventually(async () => expect(await left()).toBe(0));
    expect((await swept.store.get('/carts').expect(200)).body).toEqual({ items: [], nextCursor: null });
  });
});

import { ORDER_STATES } from '../../../src/orders/dto/order.dto';
import { listForBoth, unlistForBoth } from '../../support/earlier-orders';
import { useTeeSeller } from './use-tee-seller';

const CUSTOMERS = ['ann', 'ann2', 'a~b.c'];
const ENDS = ['fulfil', 'cancel', undefined];

interface Listed {
  id: string;
  state: string;
  customerId: string;
  createdAt: string;
}
interface Query {
  customerId?: string;
  state?: string;
  from?: string;
  to?: string;
}

const the = useTeeSeller();
let all: Listed[];

beforeEach(async () => {
  for (let i = 0; i < 18; i++) {
    await the.order(`o${i}`, 1, { customerId: CUSTOMERS[i % 3] });
    const end = ENDS[Math.floor(i / 3) % 3];
    if (end) await the.store.post(`/orders/o${i}/${end}`).expect(200);
  }
  all = (await the.store.get('/orders?limit=200').expect(200)).body.items;
});

async function pages(query: Query, limit: number): Promise<string[]> {
  const found: string[] = [];
  const search = new URLSearchParams({ ...query, limit: String(limit) });
  for (;;) {
    const { body } = await the.store.get(`/orders?${search.toString()}`).expect(200);
    found.push(...body.items.map(({ id }: Listed) => id));
    if (body.nextCursor === null) return found;
    expect(body.items).toHaveLength(limit);
    search.set('cursor', body.nextCursor);
  }
}

const matching = ({ customerId, state, from, to }: Query): string[] =>
  all
    .filter((order) => (customerId ?? order.customerId) === order.customerId)
    .filter((order) => (state ?? order.state) === order.state)
    .filter(({ createdAt }) => Date.parse(createdAt) >= Date.parse(from ?? '1970-01-01T00:00:00Z'))
    .filter(({ createdAt }) => Date.parse(createdAt) <= Date.parse(to ?? '2999-01-01T00:00:00Z'))
    .map(({ id }) => id);

async function expectAllCombinations(): Promise<void> {
  const times = [undefined, all[13]!.createdAt, all[4]!.createdAt];
  for (const customerId of [undefined, ...CUSTOMERS, 'nobody'])
    for (const state of [undefined, 'placed', 'fulfilled', 'cancelled', 'expired'])
      for (const [from, to] of [[], [times[1], times[2]], [times[1]], [undefined, times[2]]]) {
        const query = Object.fromEntries(
          Object.entries({ customerId, state, from, to }).filter(([, value]) => value !== undefined),
        );
        expect([query, await pages(query, 2)]).toEqual([query, matching(query)]);
      }
}

describe('GET /orders by customer, state and time together', () => {
  it('lists what all filters name, newest first, page by page', expectAllCombinations);

  it('includes both ends, compared as they were written', async () => {
    const at = all[6]!.createdAt;
    const alike = all.filter(({ createdAt }) => createdAt === at).map(({ id }) => id);
    const within = (from: string, to: string): Promise<string[]> => pages({ from, to }, 200);
    expect(await within(at, at)).toEqual(alike);
    expect(await within(at.replace('Z', '0000Z'), at.replace('Z', '999Z'))).toEqual(alike);
    expect(await within(at.replace('Z', '001Z'), at.replace('Z', '999Z'))).toEqual([]);
    expect(await within(at.replace('Z', '+00:00'), at.replace('Z', '-00:00'))).toEqual(alike);
    expect(await within('1960-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z')).toHaveLength(all.length);
    expect(await within('9999-12-31T00:00:00Z', '9999-12-31T23:59:59Z')).toEqual([]);
    expect(await within('1950-01-01T00:00:00Z', '1960-01-01T00:00:00Z')).toEqual([]);
  });

  it('lists those of an older release, which listed none under both, before they are upgraded and after', async () => {
    const [redis, { name }] = [the.house.redis.client, the.store];
    await unlistForBoth(redis, name, (id) => Number(id.slice(1)) % 2 === 0);
    await expectAllCombinations();
    expect(await listForBoth(the.house, name)).toBe(9);
    await expectAllCombinations();
    expect(await listForBoth(the.house, name)).toBe(0);
  });

  it('lists those whose state an older release changed meanwhile by their state of now', async () => {
    const placed = all.find(({ state }) => state === 'placed')!;
    const [redis, { name }] = [the.house.redis.client, the.store];
    const index = `ch:{${name}}:order_index`;
    const both = (await redis.zrange(index, '[x/', '(x0', 'BYLEX')).filter((m) =>
      m.endsWith(`/${placed.id}`),
    );
    await the.store.post(`/orders/${placed.id}/cancel`).expect(200);
    const now = (await redis.zrange(index, '[x/', '(x0', 'BYLEX')).filter((m) => m.endsWith(`/${placed.id}`));
    await redis.zrem(index, ...now);
    await redis.zadd(index, 0, both[0]!);
    all = all.map((order) => (order.id === placed.id ? { ...order, state: 'cancelled' } : order));
    await expectAllCombinations();
    expect(await listForBoth(the.house, name)).toBe(1);
    await expectAllCombinations();
  });

  it('has an order under both in each of its states', async () => {
    await the.store.fund('bob', 0);
    await the.store.fund('shop', 0);
    await the.store.post('/ledger/transfers', { from: '@world', to: 'bob', amount: 10_000 }).expect(201);
    const payment = { from: 'bob', legs: [{ to: 'shop', rest: true }], authorise: { ttlSeconds: 600 } };
    await the.order('life', 3, { customerId: 'eve', payment });
    const states = async (): Promise<string[]> => {
      const found = [];
      for (const state of ORDER_STATES)
        if ((await pages({ customerId: 'eve', state }, 5)).includes('life')) found.push(state);
      return found;
    };
    expect(await states()).toEqual(['authorised']);
    await the.store.post('/orders/life/capture').expect(200);
    expect(await states()).toEqual(['placed']);
    await the.store.post('/orders/life/fulfilments', { lines: [{ sku: 'TEE', quantity: 1 }] }).expect(201);
    expect(await states()).toEqual(['partially_fulfilled']);
    await the.store.post('/orders/life/fulfil').expect(200);
    expect(await states()).toEqual(['fulfilled']);
  });
});

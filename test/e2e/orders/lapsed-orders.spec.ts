import { OrderSweepLua } from '../../../src/orders/authorisations/sweep.lua';
import { unlistForBoth } from '../../support/earlier-orders';
import { lapseOrder } from '../../support/lapse';
import { withoutChange } from '../../support/snapshot';
import { useStore } from '../../support/use-house';

// No sweeper: what is over and not swept yet reads as the sweep will leave it.
const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });

const LAPSED = ['o1', 'o3', 'o4'];

beforeEach(async () => {
  await the.store.receive('TEE', 20);
  await the.store.price('TEE', 500);
  await the.store.fund('ann', 10_000);
  await the.store.fund('shop', 0);
  for (let i = 0; i < 6; i++) await authorise(`o${i}`, i % 2 ? 'ann' : 'bob');
  for (const id of LAPSED) await lapseOrder(the.house.redis.client, the.store.name, id);
});

function authorise(id: string, customerId: string) {
  const payment = { from: 'ann', to: 'shop', authorise: { ttlSeconds: 600 } };
  const lines = [{ sku: 'TEE', quantity: 1 }];
  return the.store.post('/orders', { customerId, id, lines, payment }).expect(201);
}
const get = async (id: string) => (await the.store.get(`/orders/${id}`).expect(200)).body;
/** Ends one that is over, and says in which state it found it. */
const end = async (id: string) => (await the.store.post(`/orders/${id}/capture`).expect(409)).body.state;

/** What the scripts read before anything is ended, as the service does where Redis takes no writes for the moment. */
function beforeItEnds(): void {
  jest.spyOn(the.house.app.get(OrderSweepLua, { strict: false }), 'endLapsed').mockResolvedValue();
}
afterEach(() => jest.restoreAllMocks());

async function listed(query: string, limit = 2): Promise<string[]> {
  const found: string[] = [];
  for (let cursor = ''; ;) {
    const { body } = await the.store.get(`/orders?${query}&limit=${limit}${cursor}`).expect(200);
    found.push(...body.items.map(({ id }: { id: string }) => id));
    if (body.nextCursor === null) return found;
    expect(body.items).toHaveLength(limit);
    cursor = `&cursor=${body.nextCursor}`;
  }
}

async function expectLists(): Promise<void> {
  expect(await listed('state=expired')).toEqual(['o4', 'o3', 'o1']);
  expect(await listed('state=authorised')).toEqual(['o5', 'o2', 'o0']);
  expect(await listed('state=expired&customerId=ann', 1)).toEqual(['o3', 'o1']);
  expect(await listed('state=expired&customerId=bob', 1)).toEqual(['o4']);
  expect(await listed('state=authorised&customerId=bob', 1)).toEqual(['o2', 'o0']);
  expect(await listed('state=expired&customerId=eve')).toEqual([]);
}

describe('an authorised order whose deadline has passed', () => {
  it.each([
    ['it', '/orders/o1'],
    ['a list', '/orders?state=expired'],
    ['a list of its customer', '/orders?customerId=ann'],
  ])('has its units and its money back by the time that somebody reads %s', async (_title, path) => {
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 14 });
    await the.store.get(path).expect(200);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 17, sold: 0 });
    const { body } = await the.store.get('/ledger/accounts/ann').expect(200);
    expect(body).toMatchObject({ balance: 10_000, held: 1500 });
  });

  it('is expired as of its deadline, for whoever reads it, and changes no more by being swept', async () => {
    beforeItEnds();
    const before = await Promise.all(LAPSED.map(get));
    for (const order of before) {
      expect(order).toMatchObject({ state: 'expired', version: 2, updatedAt: order.expiresAt });
    }
    for (const id of LAPSED) expect(await end(id)).toBe('expired');
    expect(await Promise.all(LAPSED.map(get))).toEqual(before);
  });

  it('is listed among those that are expired, swept or not', async () => {
    beforeItEnds();
    await expectLists();
    const all = (await the.store.get('/orders?limit=10').expect(200)).body.items;
    expect(all.map(({ state }: { state: string }) => state)).toEqual(
      ['o5', 'o4', 'o3', 'o2', 'o1', 'o0'].map((id) => (LAPSED.includes(id) ? 'expired' : 'authorised')),
    );
    await end('o3');
    await expectLists();
    expect((await the.store.get('/orders?limit=10').expect(200)).body.items).toEqual(all);
    for (const id of ['o1', 'o4']) await end(id);
    await expectLists();
  });

  it('is listed within the time that is asked for', async () => {
    beforeItEnds();
    const { createdAt } = await get('o3');
    const [from, to] = [`from=${createdAt}`, `to=${createdAt}`];
    expect(await listed(`state=expired&${from}`)).toEqual(['o4', 'o3']);
    expect(await listed(`state=expired&${to}`)).toEqual(['o3', 'o1']);
    expect(await listed(`state=expired&customerId=ann&${from}&${to}`)).toEqual(['o3']);
  });

  it('is listed so too where an older release listed orders by one of both alone', async () => {
    beforeItEnds();
    await unlistForBoth(the.house.redis.client, the.store.name, () => true);
    await expectLists();
  });

  it('has the version by then for If-Match', async () => {
    const stale = await the.store.post('/orders/o1/cancel').set('If-Match', '"1"').expect(412);
    expect(stale.body).toMatchObject({ code: 'VERSION_MISMATCH', actual: 2 });
    const over = await the.store.post('/orders/o1/cancel').set('If-Match', '"2"').expect(409);
    expect(over.body).toMatchObject({ code: 'INVALID_STATE', state: 'expired' });
  });

  it.each([
    ['fulfil', {}],
    ['fulfilments', {}],
    ['returns', { lines: [{ sku: 'TEE', quantity: 1 }] }],
    ['cancellations', { lines: [{ sku: 'TEE', quantity: 1 }] }],
  ])('is refused as expired: %s', async (call, body) => {
    const refused = () => the.store.post(`/orders/o1/${call}`, body).expect(409);
    const answer = await withoutChange(the.house.redis.client, async () => await refused());
    expect(answer.body).toMatchObject({ code: 'INVALID_STATE', state: 'expired' });
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { lapse } from '../../support/lapse';
import { useStore } from '../../support/use-house';

// So slow a sweeper that nothing is swept but by hand.
const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000, SWEEP_BATCH: 2 });

interface Listed {
  id: string;
  state: string;
  expiresAt: string;
  endedAt?: string;
}

const hold = (id: string, quantity = 1, ttlSeconds = 600) => {
  const body = { id, ttlSeconds, lines: [{ sku: 'TEE', quantity }] };
  return the.store.post('/inventory/reservations', body).expect(201);
};
const lapsed = async (id: string, quantity = 1) => {
  await hold(id, quantity);
  await lapse(the.house.redis.client, the.store.name, id);
};
const page = async (query: string): Promise<{ items: Listed[]; nextCursor: string | null }> =>
  (await the.store.get(`/inventory/reservations${query}`).expect(200)).body;
const ids = async (query: string) => (await page(query)).items.map(({ id }) => id);
const sweep = () => the.store.post('/inventory/sweeper/runs').expect(200);

beforeEach(async () => {
  await the.store.receive('TEE', 30);
});

describe('a reservation whose deadline has passed, before a sweep has ended it', () => {
  beforeEach(async () => {
    await hold('open', 2);
    await lapsed('over', 3);
  });

  it('does not count as reserved in stock, neither of one SKU nor in the list; a sale agrees', async () => {
    await the.store.receive('MUG', 1);
    const stock = { sku: 'TEE', onHand: 30, reserved: 2, available: 28, sold: 0 };
    expect((await the.store.get('/inventory/items/TEE').expect(200)).body).toEqual(stock);
    const { items } = (await the.store.get('/inventory/items').expect(200)).body;
    expect(items).toEqual([{ sku: 'MUG', onHand: 1, reserved: 0, available: 1, sold: 0 }, stock]);
    const sale = await the.store.post('/inventory/items/TEE/deductions', { quantity: 28 }).expect(201);
    expect(sale.body.available).toBe(0);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 2, reserved: 2, available: 0 });
  });

  it('counts once where the index lists it twice, and not at all where its record denies it', async () => {
    const index = `ch:{${the.store.name}}:reservation_index`;
    await the.house.redis.client.zadd(
      index,
      0,
      's/active/1000000000000/over',
      0,
      's/active/1000000000000/open',
    );
    expect(await the.store.stock('TEE')).toMatchObject({ reserved: 2, available: 28 });
    expect(await ids('?state=expired')).toEqual(['over']);
    expect(await ids('?state=active')).toEqual(['open']);
  });

  it('is no drift to the audit, which compares the records as they are', async () => {
    const { body } = await the.store.post('/inventory/audits', {}).expect(200);
    expect(body).toMatchObject({ reservations: 2, drift: [] });
  });

  it('ended at its deadline, and reads the same before and after the sweep', async () => {
    const before = (await the.store.get('/inventory/reservations/over').expect(200)).body;
    expect(before).toMatchObject({ state: 'expired', endedAt: before.expiresAt });
    const listed = await page('?state=expired');
    await sweep();
    expect((await the.store.get('/inventory/reservations/over').expect(200)).body).toEqual(before);
    expect(await page('?state=expired')).toEqual(listed);
  });

  it.each([
    ['a commit', () => the.store.post('/inventory/reservations/over/commit').expect(409)],
    ['a sale', () => the.store.post('/inventory/items/TEE/deductions', { quantity: 28 }).expect(201)],
  ])('ended at its deadline also where %s ends it', async (_by, end) => {
    const before = await page('?state=expired');
    await end();
    expect(before.items).toMatchObject([{ id: 'over' }]);
    expect(await page('?state=expired')).toEqual(before);
  });
});

describe('GET /inventory/reservations?state=', () => {
  it('lists a reservation as active or as expired at every moment over its deadline, and stock agrees', async () => {
    await hold('h', 3, 1);
    const seen = new Set<string>();
    for (let poll = 0; poll < 200; poll++) {
      const before = await ids('?state=active');
      const [{ reserved, available }, expired] = [await the.store.stock('TEE'), await ids('?state=expired')];
      if (before.length !== (await ids('?state=active')).length) continue; // it lapsed between two of these calls
      expect([...before, ...expired]).toEqual(['h']);
      expect({ reserved, available }).toEqual({
        reserved: before.length * 3,
        available: 30 - before.length * 3,
      });
      seen.add(before.length === 1 ? 'active' : 'expired');
      await sleep(4);
    }
    expect([...seen]).toEqual(['active', 'expired']);
  });

  it('pages through expired ones without a gap or a repeat, also while they are being swept', async () => {
    const all = Array.from({ length: 20 }, (_, i) => `h${i}`);
    for (const id of all) await lapsed(id);
    const whole = await ids('?state=expired&limit=200');
    expect([...whole].sort()).toEqual([...all].sort());
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const next: { items: Listed[]; nextCursor: string | null } = await page(
        `?state=expired&limit=3${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...next.items.map(({ id }) => id));
      cursor = next.nextCursor;
      // One more of them is ended with each page, some before the place that the pages have come to, some behind it.
      const one = all[(seen.length * 7) % all.length]!;
      await the.store.post(`/inventory/reservations/${one}/cancel`).expect(409);
      if (seen.length === 12) await sweep();
    } while (cursor);
    expect(seen).toEqual(whole);
    expect(await ids('?state=expired&limit=200')).toEqual(whole);
  });

  it('goes on among the active ones behind a cursor whose own deadline has passed meanwhile', async () => {
    for (const [i, id] of ['a', 'b', 'c'].entries()) await hold(id, 1, 600 + i);
    const { items, nextCursor } = await page('?state=active&limit=1');
    expect(items).toMatchObject([{ id: 'a' }]);
    await lapse(the.house.redis.client, the.store.name, 'a');
    await lapse(the.house.redis.client, the.store.name, 'b');
    expect(await ids(`?state=active&limit=1&cursor=${nextCursor}`)).toEqual(['c']);
    expect((await ids('?state=expired')).sort()).toEqual(['a', 'b']);
  });
});

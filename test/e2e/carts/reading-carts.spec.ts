import { CommandTap } from '../../support/command-tap';
import { House, StoreCalls } from '../../support/house';
import { sleep } from '../../support/time';
import { useShop } from '../../support/use-shop';
import { cartCalls } from './cart-calls';

// Swept by hand, so that holds that are over can be seen waiting.
const the = useShop({ SWEEP_INTERVAL_MS: 3_600_000 });

const MAX = 9_007_199_254_740_991;
const { add, read } = cartCalls(the);

describe('GET /carts/{id}', () => {
  it('reads lines with prices, totals and availability, in the order in which they came in', async () => {
    await add('TEE', 2).expect(200);
    await add('MUG', 3).expect(200);
    await add('TEE', 1).expect(200);
    const { body, headers } = await the.store.get('/carts/c').expect(200);
    expect(body).toEqual({
      id: 'c',
      lines: [
        {
          sku: 'TEE',
          quantity: 3,
          unitPrice: 1999,
          lineTotal: 5997,
          available: 10,
          availability: 'in_stock',
        },
        { sku: 'MUG', quantity: 3, unitPrice: 850, lineTotal: 2550, available: 5, availability: 'in_stock' },
      ],
      total: 8547,
      currency: 'USD',
      version: expect.any(Number),
      expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(headers.etag).toBe(`"${body.version}"`);
  });

  it('defect 27: reads an absent cart as an empty one, its lines a list', async () => {
    const { body, headers } = await the.store.get('/carts/none').expect(200);
    const empty = { id: 'none', lines: [], total: 0, currency: 'USD', version: 0, expiresAt: null };
    expect(body).toEqual(empty);
    expect(headers.etag).toBe('"0"');
  });

  it('defect 25: a line without a price has none, and then there is no total', async () => {
    await the.store.receive('CAP', 1);
    await add('TEE', 1).expect(200);
    await add('CAP', 1).expect(200);
    expect(await read()).toMatchObject({
      lines: [
        { sku: 'TEE', lineTotal: 1999 },
        { sku: 'CAP', unitPrice: null, lineTotal: null },
      ],
      total: null,
    });
    await the.store.price('CAP', 0);
    expect(await read()).toMatchObject({ lines: [{}, { unitPrice: 0, lineTotal: 0 }], total: 1999 });
  });

  it('defect 26: never gives a sum that is not exact', async () => {
    await the.store.price('TEE', MAX);
    await add('TEE', 1).expect(200);
    expect(await read()).toMatchObject({ lines: [{ lineTotal: MAX }], total: MAX });
    await add('MUG', 1).expect(200);
    expect(await read()).toMatchObject({ lines: [{ lineTotal: MAX }, { lineTotal: 850 }], total: null });
    await add('TEE', 1).expect(200);
    expect(await read()).toMatchObject({ lines: [{ unitPrice: MAX, lineTotal: null }, {}], total: null });
  });

  it('defect 32: asks Redis as often for a hundred lines as for one, in one round trip', async () => {
    const skus = Array.from({ length: 100 }, (_, i) => `S${i}`);
    const items = skus.map((sku) => ({ sku, delta: 5, reason: 'received' }));
    await the.store.post('/inventory/adjustments/batch', { items }).expect(200);
    await add('TEE', 1, 'small').expect(200);
    for (const sku of skus) await add(sku, 1).expect(200);
    const tap = await CommandTap.open(the.house.redis.client);
    const small = await tap.during(() => read('small'));
    const large = await tap.during(() => read());
    tap.close();
    expect(large.map(([name]) => name)).toEqual(small.map(([name]) => name));
    const calls = async () =>
      Number(/cmdstat_fcall:calls=(\d+)/.exec(await the.house.redis.client.info('commandstats'))![1]);
    const before = await calls();
    expect((await read()).lines).toHaveLength(100);
    expect((await calls()) - before).toBe(1);
  });

  it('says how available each line is by now, holds considered', async () => {
    await add('TEE', 4).expect(200);
    const availability = async () => (await read()).lines[0];
    const hold = (quantity: number) =>
      the.store
        .post('/inventory/reservations', { lines: [{ sku: 'TEE', quantity }], ttlSeconds: 60 })
        .expect(201);
    await hold(6);
    expect(await availability()).toMatchObject({ available: 4, availability: 'in_stock' });
    await hold(1);
    expect(await availability()).toMatchObject({ available: 3, availability: 'limited' });
    await hold(3);
    expect(await availability()).toMatchObject({ available: 0, availability: 'out_of_stock' });
  });

  it('counts what a hold that is over still keeps back, for a sale would get it', async () => {
    await add('TEE', 4).expect(200);
    await the.store
      .post('/inventory/reservations', { lines: [{ sku: 'TEE', quantity: 10 }], ttlSeconds: 1 })
      .expect(201);
    expect((await read()).lines[0]).toMatchObject({ available: 0, availability: 'out_of_stock' });
    await sleep(1_050);
    expect((await the.store.get('/inventory/sweeper').expect(200)).body.due).toBe(1); // nobody has ended it
    expect((await the.store.stock('TEE')).available).toBe(10);
    expect((await read()).lines[0]).toMatchObject({ available: 10, availability: 'in_stock' });
    await add('TEE', 6).expect(200);
    expect((await the.store.get('/inventory/sweeper').expect(200)).body.due).toBe(0);
  });
});

describe('a cart past its time to live', () => {
  it('is gone, and made anew it has a version that it never had', async () => {
    const brief = await House.open({ CART_TTL_SECONDS: 1 }, the.house.redis);
    try {
      const calls = new StoreCalls(brief.url, the.store.name);
      const { headers, body } = await calls.post('/carts/c/lines', { sku: 'TEE', quantity: 2 }).expect(200);
      expect(Date.parse(body.expiresAt)).toBeLessThanOrEqual(Date.now() + 1_000);
      await sleep(1_050);
      expect(await read()).toMatchObject({ lines: [], version: 0, expiresAt: null });
      expect(await the.house.redis.client.exists(`ch:{${the.store.name}}:cart:c`)).toBe(0);
      const anew = await add('TEE', 1).expect(200);
      expect(anew.body.version).toBeGreaterThan(body.version);
      await the.store.put('/carts/c/lines/TEE', { quantity: 9 }).set('If-Match', headers.etag!).expect(412);
    } finally {
      await brief.close();
    }
  });
});

import { StoreCalls } from '../../support/house';
import { useStore } from '../../support/use-house';

const the = useStore({}, { currency: 'EUR' });

const MAX = 9_007_199_254_740_991;
const journal = async (): Promise<{ type: string; data: object }[]> =>
  (await the.store.get('/journal').expect(200)).body.items;

describe('PUT /prices/{sku}', () => {
  it('sets a price: 201 where there was none, 200 where it is replaced', async () => {
    const made = await the.store.put('/prices/TEE', { unitPrice: 1999 }).expect(201);
    expect(made.body).toEqual({ sku: 'TEE', unitPrice: 1999, currency: 'EUR' });
    const replaced = await the.store.put('/prices/TEE', { unitPrice: 2499 }).expect(200);
    expect(replaced.body).toEqual({ sku: 'TEE', unitPrice: 2499, currency: 'EUR' });
    expect((await journal()).slice(1).map(({ type, data }) => [type, data])).toEqual([
      ['price.set', { sku: 'TEE', unitPrice: 1999 }],
      ['price.set', { sku: 'TEE', unitPrice: 2499, before: 1999 }],
    ]);
  });

  it('changes nothing, the journal neither, when the price is the same again', async () => {
    await the.store.put('/prices/TEE', { unitPrice: 5 }).expect(201);
    await the.store.put('/prices/TEE', { unitPrice: 5 }).expect(200);
    expect(await journal()).toHaveLength(2);
  });

  it.each([0, 1, MAX])('keeps %p to the last digit', async (unitPrice) => {
    await the.store.put('/prices/TEE', { unitPrice }).expect(201);
    expect((await the.store.get('/prices/TEE').expect(200)).body.unitPrice).toBe(unitPrice);
  });

  it.each([-1, 19.99, '1999', null, undefined, true, MAX + 1, 1e300])(
    'defect 26: refuses %p, for money is whole minor units',
    async (unitPrice) => {
      const { body } = await the.store.put('/prices/TEE', { unitPrice }).expect(400);
      expect(body.errors[0].pointer).toBe('/unitPrice');
      await the.store.get('/prices/TEE').expect(404);
    },
  );

  it.each(['4503599627370497.5', '1999.0000000000000001', '9007199254740990.5'])(
    'refuses %s, whatever whole number a double makes of it',
    async (unitPrice) => {
      const { body } = await the.store.put('/prices/TEE', `{"unitPrice":${unitPrice}}`).expect(400);
      expect(body.errors[0].pointer).toBe('/unitPrice');
      await the.store.get('/prices/TEE').expect(404);
    },
  );

  it('honours an idempotency key that is given', async () => {
    const put = (unitPrice: number) =>
      the.store.put('/prices/TEE', { unitPrice }).set('Idempotency-Key', 'k');
    await put(5).expect(201);
    await the.store.put('/prices/TEE', { unitPrice: 6 }).expect(200);
    const replayed = await put(5).expect(201);
    expect(replayed.headers['idempotent-replayed']).toBe('true');
    expect((await the.store.get('/prices/TEE')).body.unitPrice).toBe(6);
    expect((await put(7).expect(422)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('needs a store', async () => {
    const nowhere = new StoreCalls(the.house.url, 'nowhere');
    expect((await nowhere.put('/prices/TEE', { unitPrice: 5 }).expect(404)).body.code).toBe(
      'STORE_NOT_FOUND',
    );
  });
});

describe('GET /prices/{sku}', () => {
  it('does not know a SKU without a price', async () => {
    expect((await the.store.get('/prices/TEE').expect(404)).body).toMatchObject({
      code: 'PRICE_NOT_FOUND',
      sku: 'TEE',
    });
  });
});

describe('DELETE /prices/{sku}', () => {
  it('forgets the price and answers with what it was', async () => {
    await the.store.price('TEE', 1999);
    const { body } = await the.store.delete('/prices/TEE').expect(200);
    expect(body).toEqual({ sku: 'TEE', unitPrice: 1999, currency: 'EUR' });
    await the.store.get('/prices/TEE').expect(404);
    expect((await the.store.get('/prices').expect(200)).body.items).toEqual([]);
    expect((await the.store.delete('/prices/TEE').expect(404)).body.code).toBe('PRICE_NOT_FOUND');
    expect((await journal()).at(-1)).toMatchObject({
      type: 'price.deleted',
      data: { sku: 'TEE', before: 1999 },
    });
  });
});

describe('GET /prices', () => {
  it('lists prices by SKU, page by page, without a gap or a repeat', async () => {
    for (const sku of ['C', 'A', 'B', 'a', '@x']) await the.store.price(sku, 10);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await the.store.get(`/prices?limit=2${cursor && `&cursor=${cursor}`}`).expect(200);
      seen.push(...body.items.map(({ sku }: { sku: string }) => sku));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['@x', 'A', 'B', 'C', 'a']);
  });

  it('refuses a cursor that it did not give out', async () => {
    expect((await the.store.get('/prices?cursor=!').expect(400)).body.code).toBe('INVALID_CURSOR');
  });
});

import { useStore } from '../../support/use-house';

const the = useStore();
beforeEach(async () => {
  for (const sku of ['A', 'B', 'C', 'D', 'E']) {
    await the.store.receive(sku, 100);
    await the.store.price(sku, 10);
  }
});

const sell = (sku: string, quantity: number) =>
  the.store.post(`/inventory/items/${sku}/deductions`, { quantity, id: `${sku}-${quantity}` }).expect(201);
const page = async (query: string) => (await the.store.get(`/sales${query}`).expect(200)).body;

describe('GET /sales', () => {
  it('counts orders, commits and deductions, less cancellations and reversals, best sellers first', async () => {
    await sell('A', 5);
    await the.store.post('/inventory/items/A/deductions/A-5/reversal').expect(201);
    await sell('B', 7);
    await the.store.post('/orders', {
      customerId: 'ann',
      id: 'o',
      lines: [
        { sku: 'B', quantity: 2 },
        { sku: 'C', quantity: 8 },
      ],
    });
    await the.store.post('/orders', { customerId: 'ann', id: 'p', lines: [{ sku: 'C', quantity: 50 }] });
    await the.store.post('/orders/p/cancel').expect(200);
    await the.store.post('/inventory/reservations', {
      lines: [{ sku: 'D', quantity: 3 }],
      ttlSeconds: 60,
      id: 'h',
    });
    await the.store.post('/inventory/reservations/h/commit').expect(200);
    expect(await page('')).toEqual({
      items: [
        { sku: 'B', unitsSold: 9 },
        { sku: 'C', unitsSold: 8 },
        { sku: 'D', unitsSold: 3 },
      ],
      nextCursor: null,
    });
    expect((await the.store.stock('C')).sold).toBe(8);
  });

  it('pages without a gap or a repeat, also among equals', async () => {
    for (const sku of ['A', 'B', 'C', 'D']) await sell(sku, 4);
    await sell('E', 9);
    const seen: string[] = [];
    let cursor = '';
    do {
      const body = await page(`?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ sku }: { sku: string }) => sku));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['E', 'D', 'C', 'B', 'A']);
  });

  it('goes on where it was when the last SKU seen has been sold since', async () => {
    for (const sku of ['A', 'B', 'C', 'D', 'E']) await sell(sku, 4);
    const first = await page('?limit=3');
    expect(first.items.map(({ sku }: { sku: string }) => sku)).toEqual(['E', 'D', 'C']);
    await sell('C', 6);
    const second = await page(`?limit=3&cursor=${first.nextCursor}`);
    expect(second.items.map(({ sku }: { sku: string }) => sku)).toEqual(['B', 'A']);
  });

  it('is empty before the first sale, and refuses a cursor that it did not give out', async () => {
    expect(await page('')).toEqual({ items: [], nextCursor: null });
    expect((await the.store.get('/sales?cursor=YQ').expect(400)).body.code).toBe('INVALID_CURSOR');
  });
});

describe('GET /sales/{sku}', () => {
  it('is 0 for what was never sold, and does not know what was never stocked', async () => {
    expect((await the.store.get('/sales/A').expect(200)).body).toEqual({ sku: 'A', unitsSold: 0 });
    expect((await the.store.get('/sales/NONE').expect(404)).body.code).toBe('SKU_NOT_FOUND');
  });
});

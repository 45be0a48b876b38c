import { useStore } from '../../support/use-house';

const the = useStore();

beforeEach(async () => {
  const rows = Object.entries({ 'TEE-L': 3, 'TEE-M': 7, MUG: 1, TEE: 9, 'TEE.X': 2, ZIP: 5 });
  const items = rows.map(([sku, delta]) => ({ sku, delta, reason: 'received' }));
  await the.store.post('/inventory/adjustments/batch', { items }).expect(200);
});

const list = async (query: string) => (await the.store.get(`/inventory/items?${query}`).expect(200)).body;
const skusOf = ({ items }: { items: { sku: string }[] }): string[] => items.map(({ sku }) => sku);

describe('GET /inventory/items?sku=', () => {
  it('reads SKUs in the order asked, each once, and tells which are missing', async () => {
    const page = await list('sku=ZIP,TEE,NONE,ZIP,MUG,NONE');
    expect(skusOf(page)).toEqual(['ZIP', 'TEE', 'MUG']);
    expect(page).toMatchObject({ nextCursor: null, missing: ['NONE'], items: [{ onHand: 5 }, {}, {}] });
    expect(page.items[1]).toEqual((await the.store.get('/inventory/items/TEE').expect(200)).body);
  });

  it('takes 100 at most, all of them SKUs, and no other parameter', async () => {
    const many = (count: number): string => Array.from({ length: count }, (_, i) => `S${i}`).join();
    expect((await list(`sku=${many(100)}`)).missing).toHaveLength(100);
    for (const query of [
      many(101),
      '',
      'TEE,',
      'a b',
      'TEE&prefix=T',
      'TEE&availableBelow=1',
      'TEE&sku=MUG',
    ]) {
      const { body } = await the.store.get(`/inventory/items?sku=${query}`).expect(400);
      expect(body.code).toBe('VALIDATION_FAILED');
    }
  });
});

describe('GET /inventory/items?prefix=', () => {
  it('lists SKUs that begin so, page by page', async () => {
    expect(skusOf(await list('prefix=TEE'))).toEqual(['TEE', 'TEE-L', 'TEE-M', 'TEE.X']);
    expect(skusOf(await list('prefix=TEE-'))).toEqual(['TEE-L', 'TEE-M']);
    expect(skusOf(await list('prefix=NO'))).toEqual([]);
    const first = await list('prefix=TEE&limit=3');
    expect(skusOf(await list(`prefix=TEE&limit=3&cursor=${first.nextCursor}`))).toEqual(['TEE.X']);
    expect(skusOf(await list(`prefix=ZI&cursor=${first.nextCursor}`))).toEqual(['ZIP']);
  });
});

describe('GET /inventory/items?availableBelow=', () => {
  it('lists SKUs of which fewer units are available, page by page, also by prefix', async () => {
    await the.store.put('/inventory/items/TEE/policy', { safetyStock: 8 }).expect(200);
    const page = await list('availableBelow=3');
    expect(skusOf(page)).toEqual(['MUG', 'TEE', 'TEE.X']);
    expect(page.nextCursor).toBeNull();
    expect(skusOf(await list('availableBelow=3&prefix=TEE'))).toEqual(['TEE', 'TEE.X']);
    expect(skusOf(await list('availableBelow=0'))).toEqual([]);
    const first = await list('availableBelow=3&limit=2');
    expect(skusOf(first)).toEqual(['MUG', 'TEE']);
    expect(skusOf(await list(`availableBelow=3&limit=2&cursor=${first.nextCursor}`))).toEqual(['TEE.X']);
    for (const value of ['-1', '1.5', 'x', '']) {
      await the.store.get(`/inventory/items?availableBelow=${value}`).expect(400);
    }
  });

  it('looks at a thousand SKUs a page, and goes on behind them', async () => {
    for (let batch = 0; batch < 3; batch++) {
      const items = Array.from({ length: 400 }, (_, i) => {
        return { sku: `A-${String(400 * batch + i).padStart(4, '0')}`, delta: 10, reason: 'received' };
      });
      await the.store.post('/inventory/adjustments/batch', { items }).expect(200);
    }
    const page = await list('availableBelow=2');
    expect(page.items).toEqual([]);
    expect(skusOf(await list(`availableBelow=2&cursor=${page.nextCursor}`))).toEqual(['MUG']);
  });
});

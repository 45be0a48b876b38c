import { useStore } from '../../support/use-house';

const the = useStore();

const batch = (items: object[], key?: string) => {
  const call = the.store.put('/prices/batch', { items });
  return key === undefined ? call : call.set('Idempotency-Key', key);
};

describe('PUT /prices/batch', () => {
  it('sets each price, and answers as the single calls would', async () => {
    await the.store.price('TEE', 5);
    const items = [
      { sku: 'TEE', unitPrice: 7 },
      { sku: 'MUG', unitPrice: 0 },
      { sku: 'MUG', unitPrice: 9 },
    ];
    const { body } = await batch(items).expect(200);
    expect(body.results).toEqual(
      [200, 201, 200].map((status, i) => ({ status, body: { ...items[i], currency: 'USD' } })),
    );
    expect((await the.store.get('/prices')).body.items).toMatchObject([
      { sku: 'MUG', unitPrice: 9 },
      { sku: 'TEE', unitPrice: 7 },
    ]);
    const journal = (await the.store.get('/journal?limit=200')).body.items;
    expect(journal.slice(-3).map(({ type }: { type: string }) => type)).toEqual(Array(3).fill('price.set'));
  });

  it('takes 500, and replays', async () => {
    const items = Array.from({ length: 500 }, (_, i) => ({ sku: `S${i}`, unitPrice: i }));
    const first = await batch(items, 'k').expect(200);
    await the.store.price('S1', 77);
    const again = await batch(items, 'k').expect(200);
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
  });

  it.each([
    [[], '/items'],
    [Array(501).fill({ sku: 'A', unitPrice: 1 }), '/items'],
    [[{ sku: 'A', unitPrice: 1 }, { sku: 'A', unitPrice: -1 }], '/items/1/unitPrice'], // prettier-ignore
    [[{ sku: '*', unitPrice: 1 }], '/items/0/sku'],
  ])('refuses what is malformed', async (items, pointer) => {
    expect((await batch(items).expect(400)).body.errors[0].pointer).toBe(pointer);
  });
});

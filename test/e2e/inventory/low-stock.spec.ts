import { useStore } from '../../support/use-house';

const the = useStore();

const ITEM = '/inventory/items/TEE';
const policy = (body: object) => the.store.put(`${ITEM}/policy`, body);
const deduct = (quantity: number, id?: string) => the.store.post(`${ITEM}/deductions`, { quantity, id });

beforeEach(() => the.store.receive('TEE', 10));

/** Effects that tell of few units: type and units that are available. */
async function told(): Promise<[string, number][]> {
  const { items } = (await the.store.get('/journal?limit=200').expect(200)).body;
  return items
    .filter(({ type }: { type: string }) => /low_stock|back_in_stock/.test(type))
    .map(({ type, data }: { type: string; data: { available: number } }) => [
      type.replace('inventory.', ''),
      data.available,
    ]);
}

describe('the number at which few units are left', () => {
  it('is shown, by the policy also where it is none', async () => {
    expect((await policy({ lowStock: 3 }).expect(200)).body).toMatchObject({ safetyStock: 0, lowStock: 3 });
    expect((await the.store.get(ITEM).expect(200)).body).toMatchObject({ available: 10, lowStock: 3 });
    expect((await policy({ lowStock: null }).expect(200)).body).toMatchObject({ lowStock: null });
    expect((await the.store.get(ITEM).expect(200)).body).not.toHaveProperty('lowStock');
    await policy({ lowStock: -1 }).expect(400);
  });

  it('is told once where it is crossed, downwards and back up', async () => {
    await policy({ lowStock: 3 }).expect(200);
    await deduct(6).expect(201);
    await deduct(1, 'd').expect(201);
    await deduct(1).expect(201);
    await the.store.post(`${ITEM}/deductions/d/reversal`).expect(201);
    await the.store.receive('TEE', 1);
    await the.store.receive('TEE', 5);
    expect(await told()).toEqual([
      ['low_stock', 3],
      ['back_in_stock', 4],
    ]);
  });

  it('is told where a reservation crosses it, and where that ends', async () => {
    await policy({ lowStock: 3, safetyStock: 1 }).expect(200);
    const reservation = { id: 'r', lines: [{ sku: 'TEE', quantity: 7 }], ttlSeconds: 60 };
    await the.store.post('/inventory/reservations', reservation).expect(201);
    await the.store.post('/inventory/reservations/r/cancel').expect(200);
    expect(await told()).toEqual([
      ['low_stock', 2],
      ['back_in_stock', 9],
    ]);
  });

  it('is told where the policy crosses what is available', async () => {
    await policy({ lowStock: 10 }).expect(200);
    await policy({ lowStock: 9 }).expect(200);
    await policy({ lowStock: 9, safetyStock: 1 }).expect(200);
    await policy({ lowStock: 9 }).expect(200);
    expect(await told()).toEqual([
      ['low_stock', 10],
      ['back_in_stock', 10],
      ['low_stock', 9],
      ['back_in_stock', 10],
    ]);
  });
});

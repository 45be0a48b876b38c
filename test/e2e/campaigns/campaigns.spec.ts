import { useShop } from '../../support/use-shop';

const the = useShop();

const put = (body: object, id = 'drop') => the.store.put(`/campaigns/${id}`, body);
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

describe('PUT /campaigns/{id}', () => {
  it('makes a campaign, and then changes its settings', async () => {
    const created = await put({ skus: ['TEE', 'MUG'], perOwner: 2 }).expect(201);
    const settings = { id: 'drop', skus: ['TEE', 'MUG'], opensAt: null, closesAt: null, perOwner: 2 };
    const told = { ...settings, perOperation: null, total: null, used: 0, state: 'open' };
    expect(created.body).toEqual({ ...told, version: 1 });
    expect(created.headers.etag).toBe('"1"');
    const [opensAt, closesAt] = [inMinutes(5), inMinutes(9)];
    const changed = await put({ skus: ['TEE'], opensAt, closesAt, total: 5 }).expect(200);
    const limits = { perOwner: null, perOperation: null, total: 5 };
    const scheduled = { skus: ['TEE'], opensAt, closesAt, ...limits, state: 'scheduled', version: 2 };
    expect(changed.body).toEqual({ ...told, ...scheduled });
    const read = await the.store.get('/campaigns/drop').expect(200);
    expect([read.body, read.headers.etag]).toEqual([changed.body, '"2"']);
  });

  it('takes a campaign as it was read, in the version that it has', async () => {
    await put({ skus: ['TEE'], total: 9 }).expect(201);
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 2 }).expect(201);
    const read = (await the.store.get('/campaigns/drop').expect(200)).body;
    expect(read).toMatchObject({ used: 2, version: 1 });
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(201);
    expect((await put(read).expect(200)).body).toEqual({ ...read, used: 3 });
    const changed = (await put({ ...read, total: 8 }).expect(200)).body;
    expect(changed).toMatchObject({ total: 8, version: 2 });
    for (const body of [read, { ...read, total: 7 }])
      expect((await put(body).expect(412)).body).toMatchObject({ code: 'VERSION_MISMATCH', actual: 2 });
    await put(changed).set('If-Match', '"1"').expect(412);
    for (const tags of ['*', '"1", "2"']) await put(changed).set('If-Match', tags).expect(200);
    await put(changed, 'other').expect(400);
    await put({ skus: ['MUG'], version: 1 }, 'other').expect(412);
    const { version: _, ...undated } = changed;
    expect((await put(undated).expect(400)).body.errors).toEqual([
      { pointer: '/version', detail: 'version must say when used and state were so' },
    ]);
    expect((await the.store.get('/campaigns/drop').expect(200)).body).toEqual(changed);
  });

  it('keeps the version where nothing changes', async () => {
    await put({ skus: ['TEE'] }).expect(201);
    expect((await put({ skus: ['TEE'] }).expect(200)).body.version).toBe(1);
  });

  it('compares the version that is expected, and gives none twice', async () => {
    await put({ skus: ['TEE'] })
      .set('If-Match', '"1"')
      .expect(412);
    await put({ skus: ['TEE'] }).expect(201);
    const stale = await put({ skus: ['MUG'] })
      .set('If-Match', '"7"')
      .expect(412);
    expect(stale.body).toMatchObject({ code: 'VERSION_MISMATCH', actual: 1 });
    await the.store.delete('/campaigns/drop').set('If-Match', '"2"').expect(412);
    await the.store.delete('/campaigns/drop').set('If-Match', '"1"').expect(204);
    expect((await put({ skus: ['TEE'] }).expect(201)).body.version).toBe(2);
  });

  it('names all SKUs that are unknown, and all that are in another campaign then', async () => {
    await put({ skus: ['MUG'], closesAt: inMinutes(9) }, 'other').expect(201);
    const { body } = await put({ skus: ['CAP', 'MUG', 'PEN', 'TEE'] }).expect(404);
    const codes = ['SKU_NOT_FOUND', 'CAMPAIGN_OVERLAP'];
    expect(body).toMatchObject({ code: 'SKU_NOT_FOUND', skus: ['CAP', 'PEN'], codes });
    const overlap = (await put({ skus: ['TEE', 'MUG'], opensAt: inMinutes(8) }).expect(409)).body;
    expect(overlap).toMatchObject({ code: 'CAMPAIGN_OVERLAP', skus: ['MUG'], campaigns: ['other'] });
    await the.store.get('/campaigns/drop').expect(404);
  });

  it('lets campaigns share a SKU where their windows do not overlap', async () => {
    const until = inMinutes(9);
    await put({ skus: ['TEE'], closesAt: until }, 'first').expect(201);
    await put({ skus: ['TEE'], opensAt: until }, 'second').expect(201);
    await put({ skus: ['TEE'], closesAt: inMinutes(10) }, 'first').expect(409);
    await the.store.delete('/campaigns/second').expect(204);
    await put({ skus: ['TEE'], closesAt: inMinutes(10) }, 'first').expect(200);
  });

  it('refuses the twenty-first campaign of a SKU', async () => {
    for (let i = 0; i < 20; i++)
      await put({ skus: ['TEE'], opensAt: inMinutes(2 * i), closesAt: inMinutes(2 * i + 1) }, `c${i}`).expect(
        201,
      );
    const { body } = await put({ skus: ['TEE'], opensAt: inMinutes(99) }).expect(409);
    expect(body).toMatchObject({ code: 'TOO_MANY_CAMPAIGNS', sku: 'TEE', most: 20 });
  });

  it.each([
    [{}, '/skus'],
    [{ skus: [] }, '/skus'],
    [{ skus: ['TEE', 'TEE'] }, '/skus'],
    [{ skus: ['a b'] }, '/skus'],
    [{ skus: ['TEE'], perOwner: 0 }, '/perOwner'],
    [{ skus: ['TEE'], total: 1.5 }, '/total'],
    [{ skus: ['TEE'], opensAt: 'soon' }, '/opensAt'],
    [{ skus: ['TEE'], opensAt: '2030-01-01T00:00:00Z', closesAt: '2030-01-01T00:00:00Z' }, '/closesAt'],
  ])('refuses %j', async (body, pointer) => {
    const refused = (await put(body).expect(400)).body;
    expect(refused.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });
});

it('lists campaigns by id, page by page', async () => {
  await the.store.receive('CAP', 1);
  const skus: Record<string, string> = { b: 'TEE', a: 'MUG', c: 'CAP' };
  for (const [id, sku] of Object.entries(skus)) await put({ skus: [sku] }, id).expect(201);
  const first = (await the.store.get('/campaigns?limit=2').expect(200)).body;
  expect(first.items).toMatchObject([{ id: 'a', skus: ['MUG'] }, { id: 'b' }]);
  const rest = (await the.store.get(`/campaigns?limit=2&cursor=${first.nextCursor}`).expect(200)).body;
  expect(rest).toMatchObject({ items: [{ id: 'c' }], nextCursor: null });
});

describe('DELETE /campaigns/{id}', () => {
  it('lets anybody have the SKUs, and counts from 0 where it is made again', async () => {
    await put({ skus: ['TEE'], perOwner: 1 }).expect(201);
    const take = (quantity: number, ownerId?: string) =>
      the.store.post('/inventory/items/TEE/deductions', { id: `d${quantity}`, quantity, ownerId });
    await take(1, 'ann').expect(201);
    await the.store.delete('/campaigns/drop').expect(204);
    await the.store.get('/campaigns/drop').expect(404);
    await the.store.delete('/campaigns/drop').expect(404);
    await take(3).expect(201);
    await put({ skus: ['TEE'], perOwner: 1 }).expect(201);
    await the.store.post('/inventory/items/TEE/deductions/d1/reversal').expect(201);
    const owner = (await the.store.get('/campaigns/drop/owners/ann').expect(200)).body;
    expect(owner).toEqual({ ownerId: 'ann', used: 0, left: 1 });
    expect((await the.store.get('/campaigns/drop').expect(200)).body.used).toBe(0);
  });
});

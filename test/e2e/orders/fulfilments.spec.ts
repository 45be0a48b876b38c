import { NOBODY, tee, useSoldOrder } from './use-sold-order';

const the = useSoldOrder();
const { post } = the;

describe('POST /orders/{id}/fulfilments', () => {
  it('fulfils some units, and tells of it', async () => {
    const parcel = { id: 'f1', reference: 'parcel 1', metadata: { carrier: 'post' } };
    const { body, headers } = await post('/fulfilments', { ...tee(2), ...parcel }).expect(201);
    expect(body).toMatchObject({ state: 'partially_fulfilled', version: 2, refunded: 0 });
    expect(headers.etag).toBe('"2"');
    expect(body.fulfilments).toEqual([{ ...tee(2), ...parcel, at: body.updatedAt, actor: NOBODY }]);
    expect((await the.store.get('/orders/o').expect(200)).body).toEqual(body);
    expect(await the.counts()).toEqual({ TEE: [1, 2, 0, 0], MUG: [2, 0, 0, 0] });
    expect((await the.store.get('/journal?limit=200')).body.items.at(-1)).toMatchObject({
      type: 'order.partially_fulfilled',
      data: { id: 'o', fulfilmentId: 'f1', ...tee(2), reference: 'parcel 1', metadata: { carrier: 'post' } },
    });
  });

  it('fulfils all that is open where no lines are given, as fulfil does', async () => {
    await post('/fulfilments', tee(2)).expect(201);
    const { body } = await post('/fulfilments').expect(201);
    expect(body).toMatchObject({ state: 'fulfilled', version: 3 });
    const lines = [
      { sku: 'TEE', quantity: 1 },
      { sku: 'MUG', quantity: 2 },
    ];
    expect(body.fulfilments.at(-1)).toEqual({
      id: expect.any(String),
      lines,
      at: expect.any(String),
      actor: NOBODY,
    });
    for (const path of ['/fulfilments', '/fulfil', '/cancellations', '/cancel']) {
      const refused = (await post(path).expect(409)).body;
      expect(refused).toMatchObject({ code: 'INVALID_STATE', state: 'fulfilled' });
    }
  });

  it('tells for whom the call acted', async () => {
    const { body } = await post('/fulfilments', tee(1)).set('On-Behalf-Of', 'clerk-7').expect(201);
    expect(body.fulfilments[0].actor).toEqual({ key: null, onBehalfOf: 'clerk-7' });
  });

  it('adds up lines of one SKU, and names every line of which less is left', async () => {
    await post('/fulfilments', tee(1)).expect(201);
    const lines = ['TEE', 'MUG', 'TEE', 'HAT'].map((sku) => ({ sku, quantity: 2 }));
    const { body } = await post('/fulfilments', { lines }).expect(409);
    expect(body.code).toBe('QUANTITY_EXCEEDED');
    expect(body.lines).toEqual([
      { sku: 'TEE', left: 2, requested: 4 },
      { sku: 'HAT', left: 0, requested: 2 },
    ]);
    expect(await the.counts()).toMatchObject({ TEE: [2, 1, 0, 0], MUG: [2, 0, 0, 0] });
  });

  it('refuses units that are fulfilled or cancelled already by what is left of their line', async () => {
    await post('/fulfilments', tee(1)).expect(201);
    await post('/cancellations', tee(2)).expect(201);
    const { body } = await post('/fulfilments', tee(1)).expect(409);
    expect(body).toMatchObject({ code: 'QUANTITY_EXCEEDED', lines: [{ sku: 'TEE', left: 0, requested: 1 }] });
  });

  it('takes an id once in an order, whatever for', async () => {
    await post('/fulfilments', { ...tee(1), id: 'x' }).expect(201);
    const bodies = { fulfilments: tee(1), cancellations: tee(1), returns: tee(1), refunds: { amount: 1 } };
    for (const [path, body] of Object.entries(bodies)) {
      const code = `${path.slice(0, -1).toUpperCase()}_ALREADY_EXISTS`;
      expect((await post(`/${path}`, { ...body, id: 'x' }).expect(409)).body).toMatchObject({
        code,
        id: 'x',
      });
    }
    await the.store.post('/orders', { id: 'o2', customerId: 'ann', ...tee(1) }).expect(201);
    await the.store.post('/orders/o2/fulfilments', { id: 'x' }).expect(201);
  });

  it('honours If-Match, and replays', async () => {
    await post('/fulfilments', tee(1)).set('If-Match', '"2"').expect(412);
    const first = await post('/fulfilments', tee(1), 'k').set('If-Match', '"1"').expect(201);
    await post('/fulfilments', tee(1)).expect(201);
    const again = await post('/fulfilments', tee(1), 'k').set('If-Match', '"1"').expect(201);
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
  });

  it.each([
    [{ lines: [] }, '/lines'],
    [{ lines: [{ sku: 'TEE', quantity: 0 }] }, '/lines/0/quantity'],
    [{ reference: '' }, '/reference'],
    [{ metadata: [] }, '/metadata'],
    [{ metadata: { a: 'x'.repeat(4096) } }, '/metadata'],
    [{ id: '*' }, '/id'],
    [{ reason: 'x' }, '/reason'],
  ])('refuses %j', async (body, pointer) => {
    expect((await post('/fulfilments', body).expect(400)).body.errors[0].pointer).toBe(pointer);
  });

  it('refuses what names no order', async () => {
    expect((await the.store.post('/orders/none/fulfilments').expect(404)).body.code).toBe('ORDER_NOT_FOUND');
  });

  it('keeps a hundred of an order, and refuses the next clearly', async () => {
    await the.store.receive('PIN', 200);
    await the.store.price('PIN', 0);
    const pins = (quantity: number): object => ({ lines: [{ sku: 'PIN', quantity }] });
    await the.store.post('/orders', { id: 'many', customerId: 'ann', ...pins(200) }).expect(201);
    for (let i = 0; i < 100; i++) await the.store.post('/orders/many/fulfilments', pins(1)).expect(201);
    const { body } = await the.store.post('/orders/many/fulfilments', pins(1)).expect(409);
    expect(body).toMatchObject({ code: 'CAP_EXCEEDED', of: 'many', field: 'fulfilments' });
    expect(body.detail).toContain('at most 100 fulfilments');
    await the.store.post('/orders/many/returns', pins(1)).expect(201);
    await the.store.post('/orders/many/cancellations').expect(201);
  });
});

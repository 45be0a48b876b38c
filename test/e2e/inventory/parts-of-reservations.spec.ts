import { effectsIn } from '../../support/journal';
import { useStore } from '../../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 100 });
beforeEach(async () => {
  await the.store.receive('TEE', 10);
  await the.store.receive('MUG', 5);
  const lines = [tee(5), mug(2)];
  const body = { id: 'h', lines, ttlSeconds: 600, ownerId: 'ann', metadata: { till: 7, note: 'a b' } };
  await the.store.post('/inventory/reservations', body).expect(201);
});

const tee = (quantity: number) => ({ sku: 'TEE', quantity });
const mug = (quantity: number) => ({ sku: 'MUG', quantity });
const H = '/inventory/reservations/h';
const read = async () => (await the.store.get(H).expect(200)).body;

const movements = async (sku: string): Promise<unknown[]> => {
  const { items } = (await the.store.get(`/inventory/items/${sku}/movements`).expect(200)).body;
  return items
    .slice(2)
    .map((one: Record<string, unknown>) => [one.type, one.onHandChange, one.reservedChange]);
};
const journal = async (): Promise<unknown[]> => {
  const effects = await effectsIn(the.house.redis.client, `ch:{${the.store.name}}:journal`);
  return effects.slice(4).map(({ type, data }) => [type, data]);
};
const listed = async (query: string): Promise<string[]> => {
  const { items } = (await the.store.get(`/inventory/reservations?${query}`).expect(200)).body;
  return items.map(({ id }: { id: string }) => id);
};
const audited = async () =>
  expect((await the.store.post('/inventory/audits').expect(200)).body.drift).toEqual([]);

describe('POST /inventory/reservations/{id}/commit with lines', () => {
  it('makes them a sale and releases the rest', async () => {
    const { body } = await the.store.post(`${H}/commit`, { lines: [tee(2)] }).expect(200);
    expect(body).toMatchObject({
      state: 'committed',
      lines: [tee(2)],
      committed: [tee(2)],
      ownerId: 'ann',
      endedAt: expect.any(String),
      metadata: { till: 7, note: 'a b' },
    });
    expect(await read()).toEqual(body);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 8, reserved: 0, available: 8, sold: 2 });
    expect(await the.store.stock('MUG')).toMatchObject({ onHand: 5, reserved: 0, available: 5, sold: 0 });
    expect(await movements('TEE')).toEqual([
      ['commit', -2, -2],
      ['release', 0, -3],
    ]);
    expect(await movements('MUG')).toEqual([['release', 0, -2]]);
    expect(await journal()).toEqual([
      ['reservation.committed', { id: 'h', lines: 'TEE*2', released: 'TEE*3,MUG*2' }],
    ]);
    const again = await the.store.post(`${H}/commit`).expect(409);
    expect(again.body).toMatchObject({ code: 'INVALID_STATE', state: 'committed' });
    await audited();
  });

  it('keeps the rest reserved where that is asked for', async () => {
    const keep = { lines: [tee(2), mug(2)], remainder: 'keep' };
    const { body } = await the.store.post(`${H}/commit`, keep).expect(200);
    expect(body).toMatchObject({ state: 'active', lines: [tee(3)], committed: [tee(2), mug(2)] });
    expect(body).not.toHaveProperty('endedAt');
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 8, reserved: 3, available: 5, sold: 2 });
    expect(await journal()).toEqual([
      ['reservation.committed_in_part', { id: 'h', lines: 'TEE*2,MUG*2', left: 'TEE*3' }],
    ]);
    const rest = await the.store.post(`${H}/commit`).expect(200);
    expect(rest.body).toMatchObject({ state: 'committed', lines: [tee(3)], committed: [tee(5), mug(2)] });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 5, reserved: 0, sold: 5 });
    await audited();
  });

  it('ends the reservation where nothing is left to keep; lines of a SKU add up', async () => {
    const all = { lines: [tee(2), mug(2), tee(3)], remainder: 'keep' };
    const { body } = await the.store.post(`${H}/commit`, all).expect(200);
    expect(body).toMatchObject({ state: 'committed', lines: [tee(5), mug(2)] });
    expect(body).not.toHaveProperty('committed');
  });

  it('tells after a cancellation, and after the deadline, what was sold of it', async () => {
    const part = { lines: [tee(2)], remainder: 'keep' };
    await the.store.post(`${H}/commit`, part).expect(200);
    const cancelled = (await the.store.post(`${H}/cancel`).expect(200)).body;
    expect(cancelled).toMatchObject({ state: 'cancelled', lines: [tee(3), mug(2)], committed: [tee(2)] });
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 8, reserved: 0, sold: 2 });
  });

  it('names every line that has less left, and changes nothing', async () => {
    const lines = [tee(3), tee(3), mug(2), { sku: 'CAP', quantity: 1 }];
    for (const verb of ['commit', 'cancel']) {
      const { body } = await the.store.post(`${H}/${verb}`, { lines }).expect(409);
      expect(body).toMatchObject({
        code: 'QUANTITY_EXCEEDED',
        lines: [
          { sku: 'TEE', left: 5, requested: 6 },
          { sku: 'CAP', left: 0, requested: 1 },
        ],
      });
    }
    expect(await read()).toMatchObject({ state: 'active', lines: [tee(5), mug(2)] });
    expect(await journal()).toEqual([]);
  });

  it.each([
    ['no line', { lines: [] }, '/lines'],
    ['half a unit', { lines: [{ sku: 'TEE', quantity: 0.5 }] }, '/lines/0/quantity'],
    ['another remainder', { remainder: 'lose' }, '/remainder'],
  ])('refuses %s', async (_what, body, pointer) => {
    const refused = await the.store.post(`${H}/commit`, body).expect(400);
    expect(refused.body.errors[0].pointer).toBe(pointer);
  });
});

describe('POST /inventory/reservations/{id}/cancel with lines', () => {
  it('releases them and keeps the rest reserved', async () => {
    const { body } = await the.store.post(`${H}/cancel`, { lines: [mug(2), tee(1)] }).expect(200);
    expect(body).toMatchObject({ state: 'active', lines: [tee(4)] });
    expect(await read()).toEqual(body);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 10, reserved: 4, available: 6 });
    expect(await journal()).toEqual([
      ['reservation.cancelled_in_part', { id: 'h', lines: 'MUG*2,TEE*1', left: 'TEE*4' }],
    ]);
    expect([await listed('sku=TEE'), await listed('sku=MUG')]).toEqual([['h'], []]);
    await the.store.post(`${H}/commit`).expect(200);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 6, reserved: 0, sold: 4 });
    expect(await listed('sku=TEE')).toEqual(['h']);
    await audited();
  });

  it('cancels the reservation where nothing is left', async () => {
    const { body } = await the.store.post(`${H}/cancel`, { lines: [mug(2), tee(5)] }).expect(200);
    expect(body).toMatchObject({ state: 'cancelled', lines: [tee(5), mug(2)] });
  });
});

describe('PUT /inventory/reservations/{id}/lines', () => {
  const set = (...lines: object[]) => the.store.put(`${H}/lines`, { lines });

  it('takes more of one SKU and gives back another in one step', async () => {
    await the.store.receive('CAP', 1);
    const { body } = await set(tee(8), { sku: 'CAP', quantity: 1 }).expect(200);
    expect(body).toMatchObject({ state: 'active', lines: [tee(8), { sku: 'CAP', quantity: 1 }] });
    expect(await read()).toEqual(body);
    expect(await the.store.stock('TEE')).toMatchObject({ reserved: 8, available: 2 });
    expect(await the.store.stock('MUG')).toMatchObject({ reserved: 0, available: 5 });
    expect(await movements('TEE')).toEqual([['reservation', 0, 3]]);
    expect(await movements('MUG')).toEqual([['release', 0, -2]]);
    expect((await journal()).slice(1)).toEqual([
      ['reservation.lines_set', { id: 'h', lines: 'TEE*8,CAP*1', before: 'TEE*5,MUG*2' }],
    ]);
    expect([await listed('sku=CAP'), await listed('sku=MUG')]).toEqual([['h'], []]);
    await audited();
  });

  it('changes nothing where one line is short; its own units count as available', async () => {
    const { body } = await set(tee(1), mug(6)).expect(409);
    expect(body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      shortages: [{ sku: 'MUG', requested: 6, available: 5 }],
    });
    const unknown = await set(tee(11), { sku: 'NONE', quantity: 1 }).expect(404);
    expect(unknown.body).toMatchObject({
      codes: ['SKU_NOT_FOUND', 'INSUFFICIENT_STOCK'],
      shortages: [{ sku: 'TEE', requested: 11, available: 10 }],
    });
    expect(await read()).toMatchObject({ lines: [tee(5), mug(2)] });
    expect(await journal()).toEqual([]);
  });

  it('ends what is over before it finds a line short', async () => {
    const other = { id: 'late', lines: [tee(5)], ttlSeconds: 1 };
    await the.store.post('/inventory/reservations', other).expect(201);
    await the.house.redis.client.del(`ch:{${the.store.name}}:hold:late`);
    await set(tee(10), mug(2)).expect(200);
    expect(await the.store.stock('TEE')).toMatchObject({ reserved: 10, available: 0 });
  });

  it('is refused once the reservation has ended, and for one that never was', async () => {
    await the.store.post(`${H}/cancel`).expect(200);
    expect((await set(tee(1)).expect(409)).body).toMatchObject({ code: 'INVALID_STATE', state: 'cancelled' });
    await the.store.put('/inventory/reservations/none/lines', { lines: [tee(1)] }).expect(404);
    await set().expect(400);
  });

  it('happens once under one idempotency key', async () => {
    const send = () => set(tee(7)).set('Idempotency-Key', 'k');
    const { text } = await send().expect(200);
    await the.store.post(`${H}/commit`).expect(200);
    expect((await send().expect(200)).text).toBe(text);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 3, sold: 7 });
  });
});

describe('POST /inventory/reservations/{id}/extend', () => {
  it('never shortens: the later deadline stands', async () => {
    const before = await read();
    const { body } = await the.store.post(`${H}/extend`, { ttlSeconds: 5 }).expect(200);
    expect(body).toEqual(before);
    expect(await the.house.redis.client.pttl(`ch:{${the.store.name}}:hold:h`)).toBeGreaterThan(590_000);
    expect(await journal()).toEqual([]);
  });
});

describe('GET /inventory/reservations?sku=', () => {
  it('lists active and ended ones by their creation, page by page, however they ended', async () => {
    const ids = ['h'];
    for (let i = 1; i <= 6; i++) {
      const body = { id: `r${i}`, lines: [tee(1)], ttlSeconds: 600 };
      if (i <= 5) await the.store.post('/inventory/reservations', body).expect(201);
      if (i <= 5) ids.unshift(`r${i}`);
    }
    await the.store.post('/inventory/reservations/r2/commit').expect(200);
    await the.store.post('/inventory/reservations/r3/cancel').expect(200);
    await the.store.post('/inventory/reservations/r5/commit', { lines: [tee(1)] }).expect(200);
    expect(await listed('sku=TEE')).toEqual(ids);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await the.store.get(
        `/inventory/reservations?sku=TEE&limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(ids);
  });
});

import { eventually } from '../../support/eventually';
import { useStore } from '../../support/use-house';
import { sleep } from '../../support/time';

const the = useStore();

const WAITS = '/inventory/waits';
const body = (id: string, more: object = {}): object => ({
  ...{ id, sku: 'TEE', quantity: 1, ownerId: 'ann', holdSeconds: 60, waitSeconds: 600, ...more },
});
const wait = (id: string, more: object = {}) => the.store.post(WAITS, body(id, more));
const read = async (id: string) => (await the.store.get(`${WAITS}/${id}`).expect(200)).body;
const states = async (...ids: string[]) => (await Promise.all(ids.map(read))).map(({ state }) => state);
const reserve = (id: string, quantity: number, ttlSeconds = 60) =>
  the.store
    .post('/inventory/reservations', { id, lines: [{ sku: 'TEE', quantity }], ttlSeconds })
    .expect(201);
const release = (id: string) => the.store.post(`/inventory/reservations/${id}/cancel`).expect(200);

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

beforeEach(async () => {
  await the.store.receive('TEE', 5);
  await reserve('h', 5);
});

describe('POST /inventory/waits', () => {
  it('has somebody wait, last in line', async () => {
    await wait('a').expect(201);
    const { body: told } = await wait('b', { quantity: 3, atLeast: 2 }).expect(201);
    expect(told).toEqual({
      ...{ id: 'b', state: 'waiting', position: 2, sku: 'TEE', quantity: 3, atLeast: 2, ownerId: 'ann' },
      ...{ holdSeconds: 60, createdAt: TIME, expiresAt: TIME },
    });
    expect(Date.parse(told.expiresAt) - Date.parse(told.createdAt)).toBe(600_000);
    expect(await read('b')).toEqual(told);
    expect((await read('a')).position).toBe(1);
  });

  it('promotes at once where nobody waits and enough is available', async () => {
    await the.store.receive('TEE', 2);
    const { body: told } = await wait('a', { quantity: 2, ownerId: 'bob' }).expect(201);
    expect(told).toMatchObject({ state: 'promoted', position: null, granted: 2, endedAt: TIME });
    const { body: made } = await the.store.get(`/inventory/reservations/${told.reservationId}`).expect(200);
    expect(made).toMatchObject({ state: 'active', ownerId: 'bob', waitId: 'a' });
    expect(made.lines).toEqual([{ sku: 'TEE', quantity: 2 }]);
    expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBe(60_000);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 7, reserved: 7, available: 0 });
  });

  it('gives what there is where that is at least as much as it takes', async () => {
    await the.store.receive('TEE', 2);
    expect((await wait('a', { quantity: 4, atLeast: 2 }).expect(201)).body).toMatchObject({ granted: 2 });
  });

  it('does not pass by who stands in line, however much is available', async () => {
    await wait('a', { quantity: 4 }).expect(201);
    await the.store.receive('TEE', 3);
    expect((await wait('b').expect(201)).body).toMatchObject({ state: 'waiting', position: 2 });
    expect((await the.store.stock('TEE')).available).toBe(3);
  });

  it('leaves units that are free to anyone', async () => {
    await wait('a', { quantity: 4 }).expect(201);
    await the.store.receive('TEE', 3);
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 3 }).expect(201);
    expect((await read('a')).position).toBe(1);
  });

  it('takes what a lapsed reservation kept back', async () => {
    await release('h');
    await reserve('short', 5, 1);
    await sleep(1_100);
    expect((await wait('a', { quantity: 5 }).expect(201)).body.state).toBe('promoted');
  });

  it('refuses an id that was taken, an unknown SKU, and what can never be', async () => {
    await wait('a').expect(201);
    expect((await wait('a').expect(409)).body).toMatchObject({ code: 'WAIT_ALREADY_EXISTS', id: 'a' });
    expect((await wait('b', { sku: 'NONE' }).expect(404)).body.code).toBe('SKU_NOT_FOUND');
    const more = (await wait('b', { quantity: 2, atLeast: 3 }).expect(400)).body;
    expect(more.errors).toEqual([{ pointer: '/atLeast', detail: 'atLeast must be at most quantity' }]);
    await wait('b', { ownerId: undefined }).expect(400);
    await wait('b', { waitSeconds: 0 }).expect(400);
    await wait('b', { holdSeconds: 2_592_001 }).expect(400);
  });

  it('replays, and tries out', async () => {
    const { body: first } = await the.store.post(WAITS, body('a'), 'key').expect(201);
    const again = await the.store.post(WAITS, body('a'), 'key').expect(201);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(first);
    const tried = await the.store.post(`${WAITS}?dryRun=true`, body('b')).expect(201);
    expect(tried.body).toMatchObject({ id: 'b', position: 2 });
    await the.store.get(`${WAITS}/b`).expect(404);
  });
});

describe('a line', () => {
  it('is served strictly in order of arrival, and nobody before whoever does not fit', async () => {
    for (const [id, quantity] of Object.entries({ a: 2, b: 2, c: 1 }))
      await wait(id, { quantity }).expect(201);
    await the.store.receive('TEE', 3);
    expect(await states('a', 'b', 'c')).toEqual(['promoted', 'waiting', 'waiting']);
    await the.store.receive('TEE', 1);
    expect(await states('b', 'c')).toEqual(['promoted', 'waiting']);
  });

  it('tells in the journal who was promoted to which reservation', async () => {
    await wait('a').expect(201);
    await the.store.receive('TEE', 1);
    const { reservationId } = await read('a');
    const { items } = (await the.store.get('/journal').expect(200)).body;
    const last = items.slice(-3);
    expect(last.map(({ type }: { type: string }) => type)).toEqual([
      ...['inventory.adjusted', 'reservation.created', 'inventory.wait_promoted'],
    ]);
    expect(last[2].data).toEqual({ id: 'a', reservationId });
    expect(last[2].operationId).toBe(last[0].operationId);
  });

  it('goes on where the first gives up, and where the first has waited long enough', async () => {
    await wait('a', { quantity: 4 }).expect(201);
    await wait('b', { quantity: 4, waitSeconds: 1 }).expect(201);
    await wait('c', { quantity: 2 }).expect(201);
    await the.store.receive('TEE', 3);
    await the.store.post(`${WAITS}/a/cancel`).expect(200);
    expect(await states('a', 'b', 'c')).toEqual(['cancelled', 'waiting', 'waiting']);
    await eventually(async () => expect(await states('b', 'c')).toEqual(['expired', 'promoted']));
  });

  it('is listed in order of arrival, and by owner newest first', async () => {
    for (const id of ['a', 'b', 'c']) await wait(id, { ownerId: id === 'b' ? 'bob' : 'ann' }).expect(201);
    const ids = async (query: string) =>
      (await the.store.get(`${WAITS}${query}`).expect(200)).body.items.map(({ id }: { id: string }) => id);
    expect(await ids('?sku=TEE')).toEqual(['a', 'b', 'c']);
    expect(await ids('?ownerId=ann')).toEqual(['c', 'a']);
    expect(await ids('')).toEqual(['a', 'b', 'c']);
    const { nextCursor } = (await the.store.get(`${WAITS}?sku=TEE&limit=2`).expect(200)).body;
    expect(await ids(`?sku=TEE&limit=2&cursor=${nextCursor}`)).toEqual(['c']);
    await the.store.get(`${WAITS}?sku=TEE&ownerId=ann`).expect(400);
  });

  it('serves more than a hundred at once, before the call is answered', async () => {
    for (let i = 0; i < 130; i++) await wait(`w-${i}`).expect(201);
    await the.store.receive('TEE', 125);
    const { body: page } = await the.store.get(`${WAITS}?sku=TEE&limit=200`).expect(200);
    const waiting = page.items.filter(({ state }: { state: string }) => state === 'waiting');
    expect(waiting.map(({ id, position }: { id: string; position: number }) => [id, position])).toEqual([
      ...[1, 2, 3, 4, 5].map((position) => [`w-${124 + position}`, position]),
    ]);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 130, reserved: 130, available: 0 });
  });
});

describe('POST /inventory/waits/{id}/cancel', () => {
  it('ends the wait', async () => {
    await wait('a').expect(201);
    const { body: told } = await the.store.post(`${WAITS}/a/cancel`).expect(200);
    expect(told).toMatchObject({ id: 'a', state: 'cancelled', position: null, endedAt: TIME });
    expect(await read('a')).toEqual(told);
    await the.store.receive('TEE', 1);
    expect((await the.store.stock('TEE')).available).toBe(1);
  });

  it('refuses one that is over', async () => {
    await wait('a').expect(201);
    await wait('b', { waitSeconds: 1 }).expect(201);
    await the.store.receive('TEE', 1);
    const promoted = (await the.store.post(`${WAITS}/a/cancel`).expect(409)).body;
    expect(promoted).toMatchObject({ code: 'INVALID_STATE', id: 'a', state: 'promoted' });
    await sleep(1_050);
    expect((await the.store.post(`${WAITS}/b/cancel`).expect(409)).body.state).toBe('expired');
    expect((await the.store.post(`${WAITS}/none/cancel`).expect(404)).body.code).toBe('WAIT_NOT_FOUND');
    expect((await the.store.get(`${WAITS}/none`).expect(404)).body.code).toBe('WAIT_NOT_FOUND');
  });

  it('shows in a dry run what it would do', async () => {
    await wait('a').expect(201);
    const { body: told } = await the.store.post(`${WAITS}/a/cancel?dryRun=true`).expect(200);
    expect(told).toMatchObject({ state: 'cancelled' });
    expect((await read('a')).state).toBe('waiting');
  });
});

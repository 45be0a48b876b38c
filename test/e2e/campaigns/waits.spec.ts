import { Test } from 'supertest';
import { eventually } from '../../support/eventually';
import { lapse } from '../../support/lapse';
import { useStore } from '../../support/use-house';

const the = useStore();

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
const campaign = (settings: object, skus = ['TEE', 'MUG']): Test =>
  the.store.put('/campaigns/drop', { skus, ...settings });
const wait = (id: string, ownerId: string, more: object = {}): Test =>
  the.store.post('/inventory/waits', {
    ...{ id, sku: 'TEE', quantity: 1, ownerId, holdSeconds: 60, waitSeconds: 600, ...more },
  });
const read = async (id: string) => (await the.store.get(`/inventory/waits/${id}`).expect(200)).body;
const states = async (...ids: string[]): Promise<string[]> =>
  (await Promise.all(ids.map(read))).map(({ state }) => state);
const reserve = (id: string, ownerId: string, quantity: number, sku = 'TEE'): Test =>
  the.store
    .post('/inventory/reservations', { id, ownerId, lines: [{ sku, quantity }], ttlSeconds: 600 })
    .expect(201);
const cancel = (id: string): Test => the.store.post(`/inventory/reservations/${id}/cancel`).expect(200);
const used = async (ownerId: string): Promise<number> =>
  (await the.store.get(`/campaigns/drop/owners/${ownerId}`).expect(200)).body.used;

beforeEach(async () => {
  await the.store.receive('TEE', 4);
  await the.store.receive('MUG', 4);
});

describe('a limit', () => {
  it('counts who is promoted, and frees that again', async () => {
    await campaign({ perOwner: 3, total: 5 }).expect(201);
    await reserve('all', 'zoe', 3).expect(201);
    await wait('a', 'ann', { quantity: 2 }).expect(201);
    await cancel('all');
    const { state, reservationId } = await read('a');
    expect([state, await used('ann'), await used('zoe')]).toEqual(['promoted', 2, 0]);
    await cancel(reservationId);
    expect(await used('ann')).toBe(0);
  });

  it('holds for who would be promoted at once', async () => {
    await campaign({ perOwner: 1 }).expect(201);
    await reserve('one', 'ann', 1).expect(201);
    const { body } = await wait('a', 'ann').expect(201);
    expect(body).toMatchObject({ state: 'waiting', position: 1 });
    expect((await wait('b', 'bob').expect(201)).body.state).toBe('promoted');
    expect(await the.store.stock('TEE')).toMatchObject({ available: 2 });
  });

  it('has who is over it passed over, and keep the place', async () => {
    await campaign({ perOwner: 2 }).expect(201);
    await reserve('mugs', 'ann', 2, 'MUG').expect(201);
    await the.store.post('/inventory/items/TEE/adjustments', { setTo: 0, reason: 'lost' }).expect(201);
    await wait('a', 'ann').expect(201);
    await wait('b', 'bob').expect(201);
    await wait('c', 'cid', { quantity: 2 }).expect(201);
    await wait('d', 'dan').expect(201);
    await the.store.receive('TEE', 2);
    expect(await states('a', 'b', 'c', 'd')).toEqual(['waiting', 'promoted', 'waiting', 'waiting']);
    expect([(await read('a')).position, (await read('c')).position]).toEqual([1, 2]);
    expect(await the.store.stock('TEE')).toMatchObject({ available: 1 });
    await cancel('mugs'); // not of that SKU
    expect(await states('a', 'c')).toEqual(['promoted', 'waiting']);
    expect(await used('ann')).toBe(1);
  });

  it('lets go of who waits for another SKU once a reservation lapses', async () => {
    await campaign({ total: 4 }).expect(201);
    await reserve('mugs', 'zoe', 4, 'MUG').expect(201);
    await wait('a', 'ann').expect(201);
    await wait('b', 'bob', { quantity: 3 }).expect(201);
    expect(await states('a', 'b')).toEqual(['waiting', 'waiting']);
    await lapse(the.house.redis.client, the.store.name, 'mugs');
    await the.store.post('/inventory/sweeper/runs').expect(200);
    expect(await states('a', 'b')).toEqual(['promoted', 'promoted']);
  });

  it('lets go of who waits once units go over to another customer', async () => {
    await the.store.price('MUG', 100);
    await campaign({ perOwner: 2 }).expect(201);
    await reserve('mugs', 'ann', 2, 'MUG').expect(201);
    await wait('a', 'ann').expect(201);
    await the.store.post('/orders', { customerId: 'bob', reservationId: 'mugs' }).expect(201);
    expect([...(await states('a')), await used('ann'), await used('bob')]).toEqual(['promoted', 1, 2]);
  });

  it('runs the lines of its SKUs once it is raised', async () => {
    await campaign({ total: 2 }).expect(201);
    await reserve('two', 'zoe', 2).expect(201);
    await wait('a', 'ann').expect(201);
    await wait('b', 'bob').expect(201);
    const { body } = await campaign({ total: 3 }).expect(200);
    expect(body).toMatchObject({ used: 3, total: 3 });
    expect(await states('a', 'b')).toEqual(['promoted', 'waiting']);
    expect((await read('b')).position).toBe(1);
  });

  it('holds from the moment that a campaign is made', async () => {
    await reserve('all', 'zoe', 4).expect(201);
    await wait('a', 'ann', { quantity: 3 }).expect(201);
    await wait('b', 'bob').expect(201);
    await campaign({ perOwner: 2 }).expect(201);
    await cancel('all');
    expect(await states('a', 'b')).toEqual(['waiting', 'promoted']);
    await the.store.delete('/campaigns/drop').expect(204);
    expect(await states('a')).toEqual(['promoted']);
  });
});

describe('a window', () => {
  it('that has not opened holds up the line, and its opening runs it', async () => {
    await campaign({ opensAt: inMs(1_500) }).expect(201);
    expect((await wait('a', 'ann').expect(201)).body.state).toBe('waiting');
    await the.store.receive('TEE', 1);
    expect(await states('a')).toEqual(['waiting']);
    await eventually(async () => expect(await states('a')).toEqual(['promoted']));
  });

  it('that has closed promotes nobody, until there is another', async () => {
    await campaign({ closesAt: inMs(-1_000) }).expect(201);
    await wait('a', 'ann').expect(201);
    await the.store.receive('TEE', 1);
    expect(await states('a')).toEqual(['waiting']);
    await the.store.put('/campaigns/next', { skus: ['TEE'], opensAt: inMs(-500), perOwner: 1 }).expect(201);
    expect(await states('a')).toEqual(['promoted']);
  });

  it('of a campaign that is changed is moved', async () => {
    await campaign({ opensAt: inMs(60_000) }).expect(201);
    await wait('a', 'ann').expect(201);
    expect((await campaign({}).expect(200)).body.used).toBe(1);
    expect(await states('a')).toEqual(['promoted']);
  });

  it('that opens after another whose limit is reached lets go of who waited', async () => {
    const between = inMs(2_000);
    await campaign({ total: 1, closesAt: between }, ['TEE']).expect(201);
    await the.store.put('/campaigns/next', { skus: ['TEE'], opensAt: between }).expect(201);
    await reserve('one', 'zoe', 1).expect(201);
    await wait('a', 'ann').expect(201);
    expect(await states('a')).toEqual(['waiting']);
    await eventually(async () => expect(await states('a')).toEqual(['promoted']));
  });
});

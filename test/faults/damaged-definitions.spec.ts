import supertest from 'supertest';
import { handOn } from '../support/damage';
import { useStore } from '../support/use-house';

const the = useStore();
const hand = handOn(the);

const list = async (path: string) => (await the.store.get(path).expect(200)).body;
const names = (items: { name: string }[]): string[] => items.map(({ name }) => name);
const states = { a: { transitions: ['b'] }, b: { final: true } };

describe('a list of definitions', () => {
  const put = (name: string, version: number) =>
    the.store.put(`/workflow/definitions/${name}/versions/${version}`, { initial: 'a', states }).expect(201);
  beforeEach(async () => {
    for (const name of ['x', 'y', 'z']) await put(name, 1);
    for (const version of [2, 3]) await put('y', version);
  });

  it.each([
    ['is missing', () => hand.forget('definitions', 'y')],
    ['is none', () => hand.set('definitions', 'y', 'new')],
  ])('goes on where the number of a newest version %s, and names the definition', async (_, damage) => {
    await damage();
    const { items, unreadable, nextCursor } = await list('/workflow/definitions');
    expect([names(items), unreadable, nextCursor]).toEqual([['approval', 'x', 'z'], ['y'], null]);
  });

  it('pages over one that it cannot read', async () => {
    await hand.set('definitions', 'x', 'new');
    const first = await list('/workflow/definitions?limit=2');
    expect([names(first.items), first.unreadable]).toEqual([['approval'], ['x']]);
    const second = await list(`/workflow/definitions?limit=2&cursor=${first.nextCursor}`);
    expect([names(second.items), second.nextCursor]).toEqual([['y', 'z'], null]);
  });

  describe.each([
    ['is missing', () => hand.forget('definitions', 'y/2')],
    ['is none', () => hand.set('definitions', 'y/2', 'abc')],
    ['has no states', () => hand.set('definitions', 'y/2', '1700000000000 a none')],
    ['is of no time', () => hand.set('definitions', 'y/2', '9999999999999999 a ;a>b;b!')],
  ])('where the record of a version %s', (_, damage) => {
    beforeEach(damage);

    it('goes on among the versions, and names it', async () => {
      const { items, unreadable } = await list('/workflow/definitions/y');
      expect(items.map(({ version }: { version: number }) => version)).toEqual([3, 1]);
      expect(unreadable).toEqual(['2']);
    });

    it('pages over it', async () => {
      const { nextCursor, unreadable } = await list('/workflow/definitions/y?limit=2');
      expect(unreadable).toEqual(['2']);
      const { items } = await list(`/workflow/definitions/y?limit=2&cursor=${nextCursor}`);
      expect(items).toMatchObject([{ version: 1 }]);
    });
  });

  it('says nothing of what is whole', async () => {
    expect(await list('/workflow/definitions')).not.toHaveProperty('unreadable');
    expect(await list('/workflow/definitions/y')).not.toHaveProperty('unreadable');
  });
});

describe('a list of instances', () => {
  it('goes on where a definition cannot be read, and reads no instance of it', async () => {
    await the.store.put('/workflow/definitions/x/versions/1', { initial: 'a', states }).expect(201);
    for (const [id, definition] of [
      ['i', 'approval'],
      ['j', 'x'],
      ['k', 'x'],
    ] as const)
      await the.store.post('/workflow/instances', { id, definition }).expect(201);
    await hand.set('definitions', 'x/1', 'abc');
    const { items, unreadable } = await list('/workflow/instances');
    expect([items, unreadable]).toMatchObject([[{ id: 'i' }], ['k', 'j']]);
    expect((await the.store.get('/workflow/instances/j').expect(500)).body.code).toBe('STORE_CORRUPTED');
  });
});

describe('a list of stores', () => {
  const stores = async () => (await supertest(the.house.url).get('/v1/stores?limit=200').expect(200)).body;

  it.each(['abc', 'USD UTC', 'USD UTC soon'])('goes on where one is "%s", and names it', async (record) => {
    const other = await the.house.store();
    await the.house.redis.client.set(`ch:{${the.store.name}}:store`, record);
    const { items, unreadable } = await stores();
    expect(unreadable).toContain(the.store.name);
    expect(names(items)).toContain(other.name);
    expect(names(items)).not.toContain(the.store.name);
    expect((await the.store.put('', { currency: 'USD' }).expect(500)).body.code).toBe('STORE_CORRUPTED');
  });
});

it('a record that is none is STORE_CORRUPTED, and not an empty answer', async () => {
  await the.store.put('/workflow/records/r', { a: 1 }).set('If-None-Match', '*').expect(201);
  for (const record of ['abc', '1 [1]', '{}']) {
    await hand.set('records', 'r', record);
    expect((await the.store.get('/workflow/records/r').expect(500)).body.code).toBe('STORE_CORRUPTED');
  }
});

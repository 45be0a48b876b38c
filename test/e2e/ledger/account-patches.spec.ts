import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { useLedger } from './use-ledger';

const the = useLedger();
const patch = (body: object, id = 'alice'): supertest.Test => the.store.patch(`/ledger/accounts/${id}`, body);

const settings = {
  overdraft: 50,
  limits: { perTransfer: 10, daily: 40 },
  metadata: { tier: 1, tags: ['a'], address: { city: 'Ulm', zip: '89073' } },
};

describe('PATCH /ledger/accounts/{id}', () => {
  it('raises an overdraft and leaves limits and metadata as they are', async () => {
    await the.ledger.put('alice', settings).expect(201);
    const { body, headers } = await patch({ overdraft: 60 }).expect(200);
    expect(body).toMatchObject({ ...settings, overdraft: 60, available: 60, version: 2 });
    expect(headers.etag).toBe('"2"');
    expect(await the.ledger.account('alice')).toEqual(body);
  });

  it('merges limits and metadata member by member; null takes one away, a list is replaced', async () => {
    await the.ledger.put('alice', settings).expect(201);
    const { body } = await patch({
      limits: { daily: null },
      metadata: { tier: null, tags: [], address: { zip: null, street: 'é😀' } },
    }).expect(200);
    expect(body).toMatchObject({ overdraft: 50, limits: { perTransfer: 10, daily: null } });
    expect(body.metadata).toEqual({ tags: [], address: { city: 'Ulm', street: 'é😀' } });
  });

  it('brings the default of a setting back for null', async () => {
    await the.ledger.put('alice', settings).expect(201);
    const { body } = await patch({ overdraft: null, limits: null, metadata: null }).expect(200);
    expect(body).toMatchObject({ overdraft: 0, limits: { perTransfer: null, daily: null } });
    expect(body).not.toHaveProperty('metadata');
  });

  it('changes nothing, the version included, where nothing differs', async () => {
    await the.ledger.put('alice', settings).expect(201);
    for (const body of [{}, { overdraft: 50 }, { metadata: { tier: 1 } }, { limits: {} }]) {
      expect((await patch(body).expect(200)).body.version).toBe(1);
    }
  });

  it('is sent as application/merge-patch+json too', async () => {
    await the.ledger.put('alice', settings).expect(201);
    const sent = the.store.patch('/ledger/accounts/alice', '{"overdraft":51}');
    expect((await sent.type('application/merge-patch+json').expect(200)).body.overdraft).toBe(51);
  });

  it('honours If-Match and replays under its key', async () => {
    await the.ledger.put('alice').expect(201);
    const key = randomUUID();
    const send = () => patch({ overdraft: 7 }).set('Idempotency-Key', key).set('If-Match', '"1"');
    const first = await send().expect(200);
    expect((await send().expect(200)).text).toBe(first.text);
    const { body } = await patch({ overdraft: 8 }).set('If-Match', '"1"').expect(412);
    expect(body).toMatchObject({ code: 'VERSION_MISMATCH', actual: 2 });
  });

  it('creates no account, and changes neither @world nor a closed one, nor an asset', async () => {
    expect((await patch({ overdraft: 1 }, 'ghost').expect(404)).body.code).toBe('ACCOUNT_NOT_FOUND');
    expect((await patch({ overdraft: 1 }, '@world').expect(422)).body.code).toBe('SYSTEM_ACCOUNT');
    await the.ledger.put('alice').expect(201);
    expect((await patch({ asset: 'EUR' }).expect(409)).body.code).toBe('ACCOUNT_CONFLICT');
    await patch({ asset: 'USD' }).expect(200);
    await the.ledger.change('alice', 'close').expect(200);
    expect((await patch({ overdraft: 1 }).expect(409)).body.code).toBe('INVALID_STATE');
  });

  it('keeps the overdraft that is in use, whatever else changes', async () => {
    await the.ledger.open('alice', 0, { overdraft: 100 });
    await the.ledger.open('bob');
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 60 }).expect(201);
    const { body } = await patch({ overdraft: 59, limits: { daily: 1 } }).expect(409);
    expect(body).toMatchObject({ code: 'INSUFFICIENT_FUNDS', available: 40, requested: 41 });
    await patch({ limits: { daily: 1 } }).expect(200);
  });

  it('refuses metadata that the merge would make too long, counted as its caller does', async () => {
    await the.ledger.put('alice', { metadata: { a: 'x'.repeat(4000) } }).expect(201);
    const { body } = await patch({ metadata: { b: '😀'.repeat(50) } }).expect(400);
    expect(body.errors).toEqual([{ pointer: '/metadata', detail: expect.stringContaining('4115') }]);
    await patch({ metadata: { b: '😀'.repeat(40) } }).expect(200);
  });

  it.each([
    ['/overdraft', { overdraft: -1 }],
    ['/overdraft', { overdraft: '5' }],
    ['/limits', { limits: 5 }],
    ['/limits/daily', { limits: { daily: 0.5 } }],
    ['/limits/weekly', { limits: { weekly: 5 } }],
    ['/metadata', { metadata: [] }],
    ['/colour', { colour: 'red' }],
  ])('refuses what is no setting, and points at %s (%#)', async (pointer, body) => {
    await the.ledger.put('alice').expect(201);
    expect((await patch(body).expect(400)).body.errors[0].pointer).toBe(pointer);
  });
});

describe('an account that is sent as it was read', () => {
  const put = (body: object): supertest.Test => the.ledger.put('alice', body);

  it('is taken by PUT and PATCH, with settings changed', async () => {
    await the.ledger.open('alice', 30, settings);
    const read = await the.ledger.account('alice');
    expect((await put(read).expect(200)).body).toEqual(read);
    expect((await put({ ...read, overdraft: 60 }).expect(200)).body).toMatchObject({ version: 2 });
    const again = await the.ledger.account('alice');
    expect((await patch({ ...again, overdraft: 70 }).expect(200)).body).toMatchObject({
      ...settings,
      overdraft: 70,
    });
  });

  it.each([
    ['id', 'bob'],
    ['balance', 31],
    ['held', 1],
    ['incoming', 1],
    ['available', 81],
    ['usedToday', 1],
    ['resetsAt', '2026-01-01T00:00:00.000Z'],
    ['state', 'frozen'],
    ['version', 2],
    ['createdAt', '2026-01-01T00:00:00.000Z'],
  ])('is refused with a pointer where its %s differs', async (name, value) => {
    await the.ledger.open('alice', 30, { overdraft: 50 });
    const read = await the.ledger.account('alice');
    for (const send of [put, patch]) {
      const { body } = await send({ ...read, [name]: value }).expect(400);
      expect(body.errors).toEqual([
        { pointer: `/${name}`, detail: expect.stringContaining('as it was read') },
      ]);
    }
    expect((await put({ ...read, balance: 1, held: 2 }).expect(400)).body.errors).toHaveLength(2);
  });

  it('is taken where money moved since it was read, and not where its balance never was', async () => {
    await the.ledger.open('alice', 30, settings);
    await the.ledger.open('bob');
    const read = await the.ledger.account('alice');
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 4 }).expect(201);
    await the.ledger.transfer({ from: '@world', to: 'alice', amount: 9 }).expect(201);
    const { body } = await put({ ...read, balance: 29, overdraft: 60 }).expect(400);
    expect(body.errors[0].pointer).toBe('/balance');
    expect((await put({ ...read, overdraft: 60 }).expect(200)).body).toMatchObject({
      balance: 35,
      overdraft: 60,
    });
    // Its settings changed: so did its version.
    expect((await put({ ...read, overdraft: 70 }).expect(400)).body.errors[0].pointer).toBe('/version');
  });

  it('may be sent with a balance of before its first entry', async () => {
    await the.ledger.put('alice').expect(201);
    const read = await the.ledger.account('alice');
    await the.ledger.transfer({ from: '@world', to: 'alice', amount: 9 }).expect(201);
    await put({ ...read, overdraft: 1 }).expect(200);
  });

  it('opens no account but one that it is like', async () => {
    const { body } = await put({ balance: 100, version: 2 }).expect(400);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/balance', '/version']);
    await put({ id: 'alice', balance: 0, version: 1 }).expect(201);
  });
});

import { randomUUID } from 'node:crypto';
import { apiDocument } from '../../support/api-document';
import { useLedger } from './use-ledger';

const MAX = 9007199254740991;

const the = useLedger();

describe('PUT /ledger/accounts/{id}', () => {
  it('creates an account in the store’s currency: 201, with its version as ETag', async () => {
    const { body, headers } = await the.ledger.put('alice').expect(201);
    expect(body).toEqual({
      id: 'alice',
      asset: 'USD',
      balance: 0,
      held: 0,
      incoming: 0,
      available: 0,
      overdraft: 0,
      limits: { perTransfer: null, daily: null },
      usedToday: 0,
      resetsAt: expect.stringMatching(/T00:00:00.000Z$/),
      state: 'active',
      version: 1,
      createdAt: expect.any(String),
    });
    expect(headers.etag).toBe('"1"');
  });

  it('replaces all settings: 200, and what is left out is at its default again', async () => {
    const settings = {
      overdraft: 50,
      limits: { perTransfer: 10, daily: 0 },
      metadata: { tier: 1.5, list: [] },
    };
    await the.ledger.put('alice', settings).expect(201);
    expect(await the.ledger.account('alice')).toMatchObject({ ...settings, available: 50, version: 1 });
    const { body, headers } = await the.ledger.put('alice', { limits: { daily: null } }).expect(200);
    expect(body).toMatchObject({ overdraft: 0, limits: { perTransfer: null, daily: null }, version: 2 });
    expect(body).not.toHaveProperty('metadata');
    expect(headers.etag).toBe('"2"');
  });

  it('deletes the limits where only the overdraft is sent; who keeps them sends them again', async () => {
    const limits = { perTransfer: 10, daily: 50 };
    await the.ledger.put('alice', { limits }).expect(201);
    expect((await the.ledger.put('alice', { overdraft: 5, limits }).expect(200)).body.limits).toEqual(limits);
    const { body } = await the.ledger.put('alice', { overdraft: 9 }).expect(200);
    expect(body).toMatchObject({ overdraft: 9, limits: { perTransfer: null, daily: null } });
  });

  it('says in the document that it does so', () => {
    const { put } = apiDocument.paths['/v1/stores/{store}/ledger/accounts/{id}']!;
    expect(put!.description).toMatch(/replaces all settings.*limits.*deleted/i);
  });

  it('takes null for left out', async () => {
    const nothing = { asset: null, overdraft: null, limits: null, metadata: null };
    const { body } = await the.ledger.put('alice', nothing).expect(201);
    expect(body).toMatchObject({ asset: 'USD', overdraft: 0, limits: { perTransfer: null, daily: null } });
    await the.ledger.put('alice', { limits: { perTransfer: null, daily: null } }).expect(200);
    await the.store.post('/ledger/audits', { deep: null }).expect(200);
    const request = {
      from: '@world',
      to: 'alice',
      amount: 1,
      id: null,
      reference: null,
      metadata: null,
      pending: null,
    };
    const transfer = (await the.ledger.transfer(request).expect(201)).body;
    expect(transfer).toMatchObject({ state: 'posted', expiresAt: null });
    expect(transfer).not.toHaveProperty('metadata');
  });

  it('changes nothing, the version included, where the settings are the same', async () => {
    await the.ledger.put('alice', { overdraft: 5 }).expect(201);
    const { body } = await the.ledger.put('alice', { overdraft: 5 }).expect(200);
    expect(body.version).toBe(1);
  });

  it('honours If-Match: a stale one is refused with the actual version, also where a transfer came between', async () => {
    await the.ledger.open('alice', 10);
    await the.ledger.put('alice', { overdraft: 1 }).set('If-Match', '"1"').expect(200);
    const { body } = await the.ledger.put('alice', { overdraft: 2 }).set('If-Match', '"1"').expect(412);
    expect(body).toMatchObject({ code: 'VERSION_MISMATCH', actual: 2 });
    await the.ledger.transfer({ from: '@world', to: 'alice', amount: 1 }).expect(201);
    await the.ledger.put('alice', { overdraft: 3 }).set('If-Match', '"2"').expect(200);
    await the.ledger.put('alice', { overdraft: 4 }).set('If-Match', '*').expect(200);
    await the.ledger.put('alice', { overdraft: 5 }).set('If-Match', '"9", "4"').expect(200);
  });

  it('creates nothing where If-Match names a version of an account that does not exist', async () => {
    for (const tag of ['"1"', '*']) {
      const { body } = await the.ledger.put('ghost').set('If-Match', tag).expect(412);
      expect(body).toMatchObject({ code: 'VERSION_MISMATCH', actual: 0 });
    }
    await the.store.get('/ledger/accounts/ghost').expect(404);
  });

  it('replays under an idempotency key, before any precondition', async () => {
    const key = randomUUID();
    await the.ledger.put('alice').expect(201);
    const put = () =>
      the.ledger.put('alice', { overdraft: 7 }).set('Idempotency-Key', key).set('If-Match', '"1"');
    const first = await put().expect(200);
    const second = await put().expect(200);
    expect(second.headers).toMatchObject({ 'idempotent-replayed': 'true', etag: '"2"' });
    expect(second.text).toBe(first.text);
  });

  it('refuses another asset than the one that it has', async () => {
    await the.ledger.put('alice', { asset: 'EUR' }).expect(201);
    const { body } = await the.ledger.put('alice', { asset: 'USD' }).expect(409);
    expect(body).toMatchObject({ code: 'ACCOUNT_CONFLICT', asset: 'EUR' });
    await the.ledger.put('alice', { asset: 'EUR', overdraft: 1 }).expect(200);
    expect((await the.ledger.put('alice').expect(200)).body.asset).toBe('EUR');
  });

  it('lets an overdraft be lowered as far as it is not used', async () => {
    await the.ledger.open('alice', 0, { overdraft: 100 });
    await the.ledger.open('bob');
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 60 }).expect(201);
    await the.ledger
      .transfer({ from: 'alice', to: 'bob', amount: 10, pending: { ttlSeconds: 60 } })
      .expect(201);
    const { body } = await the.ledger.put('alice', { overdraft: 69 }).expect(409);
    expect(body).toMatchObject({ code: 'INSUFFICIENT_FUNDS', available: 30, requested: 31 });
    expect((await the.ledger.put('alice', { overdraft: 70 }).expect(200)).body.available).toBe(0);
  });

  it('refuses an overdraft that would bring available past the cap', async () => {
    await the.ledger.open('rich', MAX - 5);
    const { body } = await the.ledger.put('rich', { overdraft: 6 }).expect(409);
    expect(body).toMatchObject({ code: 'CAP_EXCEEDED', of: 'rich', field: 'available' });
    expect((await the.ledger.put('rich', { overdraft: 5 }).expect(200)).body.available).toBe(MAX);
  });

  it.each([
    ['/overdraft', { overdraft: -1 }],
    ['/overdraft', { overdraft: 0.5 }],
    ['/limits/daily', { limits: { daily: -1 } }],
    ['/limits/weekly', { limits: { weekly: 5 } }],
    ['/limits', { limits: [] }],
    ['/asset', { asset: 'usd' }],
    ['/asset', { asset: 'A/B' }],
    ['/balance', { balance: 100 }],
    ['/metadata', { metadata: { text: 'x'.repeat(5000) } }],
  ])('refuses what is no setting, and points at %s (%#)', async (pointer, body) => {
    const refused = await the.ledger.put('alice', body).expect(400);
    expect(refused.body.errors[0].pointer).toBe(pointer);
  });

  it.each(['nan', '-nan', 'inf', '1e400', '', '0x10', '100', true, {}])(
    'defect 43: refuses %j as a limit, so that none means unlimited by mistake',
    async (limit) => {
      for (const name of ['perTransfer', 'daily']) {
        const { body } = await the.ledger.put('alice', { limits: { [name]: limit } }).expect(400);
        expect(body.errors[0].pointer).toBe(`/limits/${name}`);
      }
      await the.store.get('/ledger/accounts/alice').expect(404);
    },
  );

  it('does not know another store', async () => {
    const elsewhere = await the.house.store();
    await the.ledger.put('alice').expect(201);
    await elsewhere.get('/ledger/accounts/alice').expect(404);
  });
});

describe('@world', () => {
  it('exists in every store, and may go as far below zero as numbers go', async () => {
    const before = await the.ledger.account('@world');
    expect(before).toMatchObject({ id: '@world', asset: 'USD', balance: 0, available: null, version: 1 });
    expect((await the.store.get('/ledger/accounts').expect(200)).body.items).toEqual([before]);
    await the.ledger.open('alice', MAX);
    expect(await the.ledger.account('@world')).toEqual({ ...before, balance: -MAX });
  });

  it('is one account per asset', async () => {
    await the.ledger.open('alice', 10);
    await the.ledger.open('erika', 0, { asset: 'EUR' });
    await the.ledger.transfer({ from: '@world', to: 'erika', amount: 7 }).expect(201);
    expect(await the.ledger.account('@world')).toMatchObject({ asset: 'USD', balance: -10 });
    expect(await the.ledger.account('@world', '?asset=EUR')).toMatchObject({
      id: '@world',
      asset: 'EUR',
      balance: -7,
    });
    await the.store.get('/ledger/accounts/@world?asset=GBP').expect(404);
    const { items } = (await the.store.get('/ledger/accounts').expect(200)).body;
    expect(items.map(({ id, asset }: { id: string; asset: string }) => `${id} ${asset}`)).toEqual([
      ...['@world EUR', '@world USD', 'alice USD', 'erika EUR'],
    ]);
  });

  it('has no settings and no states', async () => {
    const { body } = await the.ledger.put('@world', { overdraft: 1 }).expect(422);
    expect(body.code).toBe('SYSTEM_ACCOUNT');
    for (const verb of ['freeze', 'unfreeze', 'close']) {
      expect((await the.ledger.change('@world', verb).expect(422)).body.code).toBe('SYSTEM_ACCOUNT');
    }
  });
});

describe('GET /ledger/accounts', () => {
  it('pages by id without a gap or a repeat', async () => {
    const ids = ['a', 'a.b', 'a:b', 'b-1', 'B', 'z~'];
    for (const id of ids) await the.ledger.open(id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await the.store
        .get(`/ledger/accounts?limit=2${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(seen).toEqual(['@world', 'B', 'a', 'a.b', 'a:b', 'b-1', 'z~']);
  });

  it('refuses a cursor that it has not given out', async () => {
    const { body } = await the.store.get('/ledger/accounts?cursor=Kg').expect(400);
    expect(body.code).toBe('INVALID_CURSOR');
  });
});

describe('GET /ledger/accounts/{id}', () => {
  it('answers with the account and its ETag', async () => {
    await the.ledger.open('alice', 5);
    const { headers, body } = await the.store.get('/ledger/accounts/alice').expect(200);
    expect([headers.etag, body.balance]).toEqual(['"1"', 5]);
  });

  it('does not know an id that was never put', async () => {
    const { body } = await the.store.get('/ledger/accounts/ghost').expect(404);
    expect(body).toMatchObject({ code: 'ACCOUNT_NOT_FOUND', accounts: ['ghost'] });
  });
});

describe('freeze, unfreeze and close', () => {
  beforeEach(async () => {
    await the.ledger.open('alice', 100);
    await the.ledger.open('bob');
  });

  it('freeze stops money in both directions, unfreeze lets it move again', async () => {
    expect((await the.ledger.change('alice', 'freeze').expect(200)).body).toMatchObject({
      state: 'frozen',
      version: 2,
    });
    for (const [from, to] of [
      ['alice', 'bob'],
      ['@world', 'alice'],
    ]) {
      const { body } = await the.ledger.transfer({ from, to, amount: 1 }).expect(409);
      expect(body).toMatchObject({ code: 'INVALID_STATE', id: 'alice', state: 'frozen' });
    }
    expect((await the.ledger.change('alice', 'unfreeze').expect(200)).body).toMatchObject({
      state: 'active',
      version: 3,
    });
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 1 }).expect(201);
  });

  it('a frozen account can neither post a pending transfer nor be sent money back, but a void frees what it held', async () => {
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 10, id: 't' }).expect(201);
    for (const id of ['p', 'q']) {
      await the.ledger
        .transfer({ from: 'alice', to: 'bob', amount: 20, id, pending: { ttlSeconds: 60 } })
        .expect(201);
    }
    await the.ledger.change('alice', 'freeze').expect(200);
    expect((await the.ledger.end('p', 'post').expect(409)).body).toMatchObject({
      code: 'INVALID_STATE',
      id: 'alice',
    });
    expect((await the.ledger.end('t', 'reverse').expect(409)).body).toMatchObject({
      code: 'INVALID_STATE',
      id: 'alice',
    });
    await the.ledger.end('q', 'void').expect(200);
    expect(await the.ledger.account('alice')).toMatchObject({ balance: 90, held: 20, available: 70 });
    await the.ledger.change('alice', 'unfreeze').expect(200);
    await the.ledger.end('p', 'post').expect(200);
  });

  it('honour If-Match, and give the new version', async () => {
    const change = (verb: string, tag: string) => the.ledger.change('alice', verb).set('If-Match', tag);
    for (const [verb, next] of [
      ['freeze', '"2"'],
      ['unfreeze', '"3"'],
    ] as const) {
      const before = await the.ledger.account('alice');
      for (const stale of ['"9"', '"9", "8"', `W/"${before.version}"`]) {
        const { body } = await change(verb, stale).expect(412);
        expect(body).toMatchObject({ code: 'VERSION_MISMATCH', actual: before.version });
      }
      expect(await the.ledger.account('alice')).toEqual(before);
      expect((await change(verb, `"9", "${before.version}"`).expect(200)).headers.etag).toBe(next);
    }
    await the.ledger.transfer({ from: 'alice', to: '@world', amount: await the.ledger.balance('alice') });
    await change('close', '"2"').expect(412);
    await change('close', '"3"').expect(200);
  });

  it('replay under an idempotency key, before any precondition', async () => {
    const freeze = () =>
      the.store.post('/ledger/accounts/alice/freeze', undefined, 'freeze').set('If-Match', '"1"');
    const first = await freeze().expect(200);
    const second = await freeze().expect(200);
    expect(second.headers).toMatchObject({ 'idempotent-replayed': 'true', etag: '"2"' });
    expect(second.text).toBe(first.text);
  });

  it('close needs an empty account, and is for good', async () => {
    const refused = await the.ledger.change('alice', 'close').expect(409);
    expect(refused.body).toMatchObject({ code: 'ACCOUNT_NOT_EMPTY', balance: 100, held: 0, incoming: 0 });
    await the.ledger
      .transfer({ from: 'alice', to: 'bob', amount: 1, id: 'p', pending: { ttlSeconds: 60 } })
      .expect(201);
    const waiting = await the.ledger.change('bob', 'close').expect(409);
    expect(waiting.body).toMatchObject({ code: 'ACCOUNT_NOT_EMPTY', balance: 0, held: 0, incoming: 1 });
    await the.ledger.end('p', 'void').expect(200);
    expect((await the.ledger.change('bob', 'close').expect(200)).body.state).toBe('closed');
    for (const refusal of [
      the.ledger.change('bob', 'close'),
      the.ledger.change('bob', 'freeze'),
      the.ledger.change('bob', 'unfreeze'),
      the.ledger.put('bob', { overdraft: 1 }),
      the.ledger.transfer({ from: 'alice', to: 'bob', amount: 1 }),
    ]) {
      expect((await refusal.expect(409)).body).toMatchObject({
        code: 'INVALID_STATE',
        id: 'bob',
        state: 'closed',
      });
    }
  });

  it('says so where the state is there already', async () => {
    expect((await the.ledger.change('alice', 'unfreeze').expect(409)).body).toMatchObject({
      state: 'active',
    });
    await the.ledger.change('alice', 'freeze').expect(200);
    expect((await the.ledger.change('alice', 'freeze').expect(409)).body).toMatchObject({ state: 'frozen' });
    await the.ledger.change('ghost', 'freeze').expect(404);
  });

  it('journals each change', async () => {
    await the.ledger.put('alice', { overdraft: 3 }).expect(200);
    await the.ledger.change('bob', 'freeze').expect(200);
    await the.ledger.change('bob', 'unfreeze').expect(200);
    await the.ledger.change('bob', 'close').expect(200);
    const { items } = (await the.store.get('/journal').expect(200)).body;
    expect(items.map(({ type }: { type: string }) => type)).toEqual([
      ...['store.created', 'account.created', 'transfer.posted', 'account.created'],
      ...['account.updated', 'account.frozen', 'account.unfrozen', 'account.closed'],
    ]);
  });
});

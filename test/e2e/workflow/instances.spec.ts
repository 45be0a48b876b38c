import { sleep } from '../../support/time';
import { useStore } from '../../support/use-house';

const the = useStore();

const start = (body: object | string, key?: string) => the.store.post('/workflow/instances', body, key);
const move = (id: string, body: object | string, key?: string) =>
  the.store.post(`/workflow/instances/${id}/transitions`, body, key);
const approve = { to: 'approved', expectedState: 'pending' };
const history = async (id: string) =>
  (await the.store.get(`/workflow/instances/${id}/history`).expect(200)).body.items;

describe('POST /workflow/instances', () => {
  it('starts an instance in the initial state', async () => {
    const { body, headers } = await start({ definition: 'approval', id: 'i1', data: { amount: 12 } }).expect(
      201,
    );
    expect(body).toEqual({
      id: 'i1',
      definition: 'approval',
      definitionVersion: 1,
      state: 'pending',
      data: { amount: 12 },
      version: 1,
      allowedTransitions: ['approved', 'rejected'],
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: body.createdAt,
    });
    expect(headers.etag).toBe('"1"');
    const read = await the.store.get('/workflow/instances/i1').expect(200);
    expect([read.body, read.headers.etag]).toEqual([body, '"1"']);
  });

  it('makes an id where none is given, and starts with no data', async () => {
    const { body } = await start({ definition: 'approval' }).expect(201);
    expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(body.data).toEqual({});
    expect((await start({ definition: 'approval', data: null }).expect(201)).body.data).toEqual({});
  });

  it('takes the newest version unless one is named, and stays on it', async () => {
    const end = { end: { final: true } };
    const two = { initial: 'pending', states: { pending: { transitions: ['end'] }, ...end } };
    const before = await start({ definition: 'approval' }).expect(201);
    await the.store.put('/workflow/definitions/approval/versions/2', two).expect(201);
    expect((await start({ definition: 'approval' }).expect(201)).body).toMatchObject({
      definitionVersion: 2,
      allowedTransitions: ['end'],
    });
    expect((await start({ definition: 'approval', version: 1 }).expect(201)).body.definitionVersion).toBe(1);
    const { body } = await the.store.get(`/workflow/instances/${before.body.id}`).expect(200);
    expect(body).toMatchObject({ definitionVersion: 1, allowedTransitions: ['approved', 'rejected'] });
    await move(before.body.id, { to: 'end', expectedState: 'pending' }).expect(409);
    await move(before.body.id, approve).expect(200);
  });

  it('does not know a definition or version that was never written', async () => {
    for (const body of [{ definition: 'none' }, { definition: 'approval', version: 9 }]) {
      expect((await start(body).expect(404)).body.code).toBe('DEFINITION_NOT_FOUND');
    }
  });

  it('never uses an id twice', async () => {
    await start({ definition: 'approval', id: 'i1' }).expect(201);
    expect((await start({ definition: 'approval', id: 'i1' }).expect(409)).body.code).toBe(
      'INSTANCE_ALREADY_EXISTS',
    );
    expect(await history('i1')).toHaveLength(1);
  });

  it.each([
    [{}, '/definition'],
    [{ definition: 'a b' }, '/definition'],
    [{ definition: 'approval', version: 0 }, '/version'],
    [{ definition: 'approval', version: '1' }, '/version'],
    [{ definition: 'approval', id: '-x' }, '/id'],
    [{ definition: 'approval', data: [] }, '/data'],
    [{ definition: 'approval', data: 'x' }, '/data'],
    [{ definition: 'approval', state: 'approved' }, '/state'],
    ['{"definition":"approval","data":{"n":9007199254740993}}', '/data/n'],
    ['{"definition":"approval","data":{"n":1,"n":2}}', '/data/n'],
    ['{"definition":"approval","data":{"text":["\\u0000"]}}', '/data/text/0'],
    ['{"definition":"approval","version":1.00000000000000000001}', '/version'],
    ['{"definition":"approval","data":{"n":1.00000000000000000001}}', '/data/n'],
  ])('refuses %j', async (body, pointer) => {
    const refused = await start(body).expect(400);
    expect(refused.body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer }] });
  });

  it('answers with the data number for number', async () => {
    const data = '{"one":1.0,"thousand":1e3,"tenth":0.10,"large":9007199254740992}';
    const { text } = await start(`{"definition":"approval","version":1.0,"data":${data}}`).expect(201);
    expect(text).toContain('"data":{"one":1,"thousand":1000,"tenth":0.1,"large":9007199254740992}');
  });

  it('refuses __proto__ beside its fields, and takes it as data', async () => {
    await start('{"definition":"approval","__proto__":{"id":"x"}}').expect(400);
    const { text } = await start('{"definition":"approval","data":{"__proto__":{"a":1}}}').expect(201);
    expect(text).toContain('"data":{"__proto__":{"a":1}}');
  });

  it('needs an idempotency key, and replays under it', async () => {
    const { text } = await start({ definition: 'approval' }, 'k1').expect(201);
    const again = await start({ definition: 'approval' }, 'k1').expect(201);
    expect([again.text, again.headers['idempotent-replayed'], again.headers.etag]).toEqual([
      text,
      'true',
      '"1"',
    ]);
    expect((await start({ definition: 'approval', id: 'x' }, 'k1').expect(422)).body.code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
  });
});

describe('POST /workflow/instances/{id}/transitions', () => {
  beforeEach(() => start({ definition: 'approval', id: 'i1', data: { amount: 12 } }).expect(201));

  it('takes the instance from the expected state to another', async () => {
    const { body, headers } = await move('i1', approve).expect(200);
    expect(body).toEqual({
      id: 'i1',
      previousState: 'pending',
      state: 'approved',
      version: 2,
      allowedTransitions: ['processing', 'cancelled'],
    });
    expect(headers.etag).toBe('"2"');
    const read = await the.store.get('/workflow/instances/i1').expect(200);
    expect(read.body).toMatchObject({
      state: 'approved',
      version: 2,
      allowedTransitions: ['processing', 'cancelled'],
    });
    expect(read.headers.etag).toBe('"2"');
  });

  it('takes If-Match instead of the expected state, or both', async () => {
    await move('i1', { to: 'approved' }).set('If-Match', '"1"').expect(200);
    await move('i1', { to: 'processing', expectedState: 'approved' }).set('If-Match', '"2"').expect(200);
    await move('i1', { to: 'failed' }).set('If-Match', '*').expect(200);
    await move('i1', { to: 'processing' }).set('If-Match', '"3", "2"').expect(412);
    await move('i1', { to: 'processing' }).set('If-Match', '"3", "4"').expect(200);
  });

  it('requires one of the two', async () => {
    expect((await move('i1', { to: 'approved' }).expect(428)).body.code).toBe('PRECONDITION_REQUIRED');
    expect(await history('i1')).toHaveLength(1);
  });

  it('refuses a stale version and names the current one', async () => {
    await move('i1', approve).expect(200);
    const { body } = await move('i1', { to: 'processing', expectedState: 'approved' })
      .set('If-Match', '"1"')
      .expect(412);
    expect(body).toMatchObject({ code: 'VERSION_MISMATCH', actual: 2 });
  });

  it('refuses another state than expected and names the actual one', async () => {
    await move('i1', approve).expect(200);
    const { body } = await move('i1', { to: 'rejected', expectedState: 'pending' }).expect(409);
    expect(body).toMatchObject({ code: 'STATE_MISMATCH', expected: 'pending', actual: 'approved' });
  });

  it.each(['completed', 'pending', 'nowhere', 'toString', '__proto__'])('refuses to go to %s', async (to) => {
    const { body } = await move('i1', { to, expectedState: 'pending' }).expect(409);
    expect(body).toMatchObject({
      code: 'INVALID_TRANSITION',
      from: 'pending',
      to,
      allowed: ['approved', 'rejected'],
    });
    expect((await the.store.get('/workflow/instances/i1')).body.version).toBe(1);
  });

  it('leads nowhere from a final state', async () => {
    await move('i1', { to: 'rejected', expectedState: 'pending' }).expect(200);
    const { body } = await move('i1', { to: 'approved', expectedState: 'rejected' }).expect(409);
    expect(body).toMatchObject({ code: 'INVALID_TRANSITION', allowed: [] });
    expect((await the.store.get('/workflow/instances/i1')).body.allowedTransitions).toEqual([]);
  });

  it('merges data into that of the instance', async () => {
    await move('i1', { ...approve, data: { by: 'ann', limits: { day: 1, year: null } } }).expect(200);
    await move(
      'i1',
      '{"to":"processing","expectedState":"approved","data":{"amount":null,"limits":{"week":2},"l":[]}}',
    );
    const { body } = await the.store.get('/workflow/instances/i1').expect(200);
    expect(body.data).toEqual({ by: 'ann', limits: { day: 1, week: 2 }, l: [] });
  });

  it('refuses data that would grow past 64 KiB, and does not move', async () => {
    const data = { text: 'x'.repeat(40_000) };
    await move('i1', { ...approve, data }).expect(200);
    const more = { to: 'processing', expectedState: 'approved', data: { other: 'x'.repeat(40_000) } };
    expect((await move('i1', more).expect(413)).body.code).toBe('PAYLOAD_TOO_LARGE');
    expect(
      (await start({ definition: 'approval', data: { text: 'x'.repeat(70_000) } }).expect(413)).body.most,
    ).toBe(65_536);
    expect((await the.store.get('/workflow/instances/i1')).body.state).toBe('approved');
  });

  it('defect 62: a transition retried with its key replays', async () => {
    const first = await move('i1', approve, 'k1').expect(200);
    await move('i1', { to: 'processing', expectedState: 'approved' }).expect(200);
    const again = await move('i1', approve, 'k1').expect(200);
    expect(again.text).toBe(first.text);
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true', etag: '"2"' });
    expect(await history('i1')).toHaveLength(3);
  });

  it('evaluates a refused one afresh under the same key', async () => {
    const body = { to: 'processing', expectedState: 'approved' };
    await move('i1', body, 'k1').expect(409);
    await move('i1', approve).expect(200);
    await move('i1', body, 'k1').expect(200);
  });

  it('does not know an instance that was never started', async () => {
    expect((await move('none', approve).expect(404)).body.code).toBe('INSTANCE_NOT_FOUND');
    await the.store.get('/workflow/instances/none').expect(404);
    await the.store.get('/workflow/instances/none/history').expect(404);
  });

  it('journals what happened', async () => {
    await move('i1', approve, 'key-7').expect(200);
    const { body } = await the.store.get('/journal').expect(200);
    expect(body.items.at(-1)).toMatchObject({
      type: 'instance.transitioned',
      operationId: 'key-7',
      data: { id: 'i1', definition: 'approval', from: 'pending', to: 'approved', version: 2 },
    });
  });
});

describe('GET /workflow/instances/{id}/history', () => {
  it('defect 63: has every step in order, numbered without a gap, by the clock of Redis', async () => {
    await start({ definition: 'approval', id: 'i1', data: { a: 1 } }, 'k1').expect(201);
    await move('i1', { ...approve, data: { a: null } }, 'k2').expect(200);
    await move('i1', { to: 'rejected', expectedState: 'pending' }, 'k3').expect(409);
    await move('i1', { to: 'processing', expectedState: 'approved' }, 'k4').expect(200);
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    const actor = { key: null, onBehalfOf: null };
    const items = await history('i1');
    expect(items).toEqual([
      { sequence: 1, from: null, to: 'pending', data: { a: 1 }, operationId: 'k1', actor, at },
      { sequence: 2, from: 'pending', to: 'approved', data: { a: null }, operationId: 'k2', actor, at },
      { sequence: 3, from: 'approved', to: 'processing', data: null, operationId: 'k4', actor, at },
    ]);
    expect(items.map((item: { at: string }) => item.at)).toEqual(
      items.map((item: { at: string }) => item.at).sort(),
    );
    const [seconds] = await the.house.redis.client.time();
    expect(Math.abs(Date.parse(items[2].at) - Number(seconds) * 1000)).toBeLessThan(5_000);
  });

  it('pages without a gap or a repeat', async () => {
    await start({ definition: 'approval', id: 'i1' }).expect(201);
    await move('i1', approve).expect(200);
    await move('i1', { to: 'processing', expectedState: 'approved' }).expect(200);
    for (let i = 0; i < 3; i++) {
      await move('i1', { to: 'failed', expectedState: 'processing' }).expect(200);
      await move('i1', { to: 'processing', expectedState: 'failed' }).expect(200);
    }
    const seen: number[] = [];
    let cursor = '';
    do {
      const { body } = await the.store.get(
        `/workflow/instances/i1/history?limit=4${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map((item: { sequence: number }) => item.sequence));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('defect 64: a history of another type stops the step before anything is changed', async () => {
    await start({ definition: 'approval', id: 'i1' }).expect(201);
    const key = (name: string): string => `ch:{${the.store.name}}:${name}`;
    await the.house.redis.client.rename(key('history'), key('history-aside'));
    await the.house.redis.client.set(key('history'), 'someone wrote here');
    expect((await move('i1', approve, 'k1').expect(500)).body.code).toBe('STORE_CORRUPTED');
    expect((await the.store.get('/workflow/instances/i1').expect(200)).body).toMatchObject({
      state: 'pending',
      version: 1,
    });
    await the.house.redis.client.rename(key('history-aside'), key('history'));
    await move('i1', approve, 'k1').expect(200);
    expect((await history('i1')).map((item: { sequence: number }) => item.sequence)).toEqual([1, 2]);
  });
});

describe('GET /workflow/instances', () => {
  const LOOP = {
    initial: 'pending',
    states: { pending: { transitions: ['pending', 'done'] }, done: { final: true } },
  };

  beforeEach(async () => {
    await the.store.put('/workflow/definitions/loop/versions/1', LOOP).expect(201);
    for (const [id, definition] of [
      ['a', 'approval'],
      ['b', 'loop'],
      ['c', 'approval'],
      ['d', 'approval'],
    ]) {
      await start({ definition, id }).expect(201);
      await sleep(2);
    }
    await move('a', approve).expect(200);
    await move('b', { to: 'pending', expectedState: 'pending' }).expect(200);
  });

  async function ids(query: string): Promise<string[]> {
    const { body } = await the.store.get(`/workflow/instances${query}`).expect(200);
    return body.items.map(({ id }: { id: string }) => id);
  }

  it('lists all, those of a definition, and those in a state, newest first', async () => {
    expect(await ids('')).toEqual(['d', 'c', 'b', 'a']);
    expect(await ids('?definition=approval')).toEqual(['d', 'c', 'a']);
    expect(await ids('?definition=approval&state=pending')).toEqual(['d', 'c']);
    expect(await ids('?definition=approval&state=approved')).toEqual(['a']);
    expect(await ids('?definition=approval&state=rejected')).toEqual([]);
    expect(await ids('?definition=loop&state=pending')).toEqual(['b']);
    expect(await ids('?definition=none')).toEqual([]);
  });

  it('says of each what the instance says itself', async () => {
    const { body } = await the.store
      .get('/workflow/instances?definition=approval&state=approved')
      .expect(200);
    expect(body.items[0]).toEqual((await the.store.get('/workflow/instances/a')).body);
  });

  it('pages without a gap or a repeat', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await the.store.get(
        `/workflow/instances?definition=approval&limit=1${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(seen).toEqual(['d', 'c', 'a']);
  });

  it('refuses a state without its definition, and a cursor of another list', async () => {
    const alone = await the.store.get('/workflow/instances?state=pending').expect(400);
    expect(alone.body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '?state' }] });
    const { body } = await the.store.get('/workflow/instances?definition=approval&limit=1').expect(200);
    const other = await the.store
      .get(`/workflow/instances?definition=loop&cursor=${body.nextCursor}`)
      .expect(400);
    expect(other.body.code).toBe('INVALID_CURSOR');
  });
});

import supertest from 'supertest';
import { useStore } from '../../support/use-house';

const the = useStore();

const SMALL = { initial: 'open', states: { open: { transitions: ['done'] }, done: { final: true } } };
const put = (name: string, version: number, body: object | string) =>
  the.store.put(`/workflow/definitions/${name}/versions/${version}`, body);

interface Diagnostic {
  severity: string;
  code: string;
  path: string;
  message: string;
}
async function diagnose(body: object | string): Promise<{ valid: boolean; diagnostics: Diagnostic[] }> {
  return (
    await the.store
      .post('/workflow/definitions/validate', body as object)
      .type('json')
      .expect(200)
  ).body;
}

describe('POST /workflow/definitions/validate', () => {
  it('finds nothing in a sound definition', async () => {
    expect(await diagnose(SMALL)).toEqual({ valid: true, diagnostics: [] });
  });

  const state = (transitions: string[]) => ({ transitions });
  const final = { final: true };
  it.each([
    ['INITIAL_MISSING', '/initial', { states: { a: final } }],
    ['INITIAL_MISSING', '/initial', { initial: 7, states: { a: final } }],
    ['INITIAL_UNKNOWN', '/initial', { initial: 'b', states: { a: final } }],
    ['INITIAL_UNKNOWN', '/initial', { initial: 'constructor', states: { a: final } }],
    ['STATES_MISSING', '/states', { initial: 'a' }],
    ['STATES_MISSING', '/states', { initial: 'a', states: [] }],
    ['STATES_MISSING', '/states', { initial: 'a', states: {} }],
    ['STATE_INVALID', '/states/a', { initial: 'a', states: { a: null } }],
    ['NAME_INVALID', '/states/', { initial: '', states: { '': final } }],
    ['NAME_INVALID', '/states/a~1b', { initial: 'a/b', states: { 'a/b': final } }],
    [
      'NAME_INVALID',
      `/states/${'x'.repeat(129)}`,
      { initial: 'a', states: { a: final, ['x'.repeat(129)]: final } },
    ],
    ['TRANSITIONS_INVALID', '/states/a/transitions', { initial: 'a', states: { a: { transitions: 'b' } } }],
    ['TRANSITIONS_INVALID', '/states/a/transitions', { initial: 'a', states: { a: { transitions: [1] } } }],
    ['FINAL_INVALID', '/states/a/final', { initial: 'a', states: { a: { final: 'yes' } } }],
    ['UNKNOWN_FIELD', '/status', { initial: 'a', status: 1, states: { a: final } }],
    ['UNKNOWN_FIELD', '/states/a/next', { initial: 'a', states: { a: { final: true, next: 'b' } } }],
    [
      'UNKNOWN_TARGET',
      '/states/a/transitions/1',
      { initial: 'a', states: { a: state(['b', 'toString']), b: final } },
    ],
    [
      'DUPLICATE_TRANSITION',
      '/states/a/transitions/1',
      { initial: 'a', states: { a: state(['b', 'b']), b: final } },
    ],
    [
      'FINAL_WITH_TRANSITIONS',
      '/states/a',
      { initial: 'a', states: { a: { final: true, transitions: ['a'] } } },
    ],
    ['DEAD_END', '/states/b', { initial: 'a', states: { a: state(['b']), b: {} } }],
    ['DEAD_END', '/states/b', { initial: 'a', states: { a: state(['b']), b: state([]) } }],
    [
      'UNREACHABLE_STATE',
      '/states/c',
      { initial: 'a', states: { a: state(['b']), b: final, c: state(['b']) } },
    ],
  ])('finds %s at %s', async (code, path, body) => {
    const { valid, diagnostics } = await diagnose(body);
    expect(valid).toBe(false);
    expect(diagnostics).toContainEqual({
      severity: 'error',
      code,
      path,
      message: expect.stringMatching(/^.{10,}\.$/),
    });
  });

  it.each([
    ['NO_FINAL_STATE', '/states', { initial: 'a', states: { a: state(['b']), b: state(['a']) } }],
    [
      'NO_WAY_TO_FINAL',
      '/states/c',
      { initial: 'a', states: { a: state(['b', 'c']), b: final, c: state(['c']) } },
    ],
  ])('warns of %s, which is valid', async (code, path, body) => {
    const { valid, diagnostics } = await diagnose(body);
    expect(valid).toBe(true);
    expect(diagnostics).toEqual([{ severity: 'warning', code, path, message: expect.any(String) }]);
    await put('endless', 1, body).expect(201);
  });

  it('says what leads nowhere also where the initial state is unknown', async () => {
    const { diagnostics } = await diagnose({ initial: 'x', states: { a: state(['q']), b: {} } });
    const codes = diagnostics.map(({ code }) => code).sort();
    expect(codes).toEqual(['DEAD_END', 'INITIAL_UNKNOWN', 'UNKNOWN_TARGET']);
  });

  it('names everything at once', async () => {
    const { diagnostics } = await diagnose({
      initial: 'x',
      states: { a: { transitions: ['a'] }, 'b c': [] },
      z: 1,
    });
    expect(diagnostics.map(({ code }) => code).sort()).toEqual([
      'INITIAL_UNKNOWN',
      'NAME_INVALID',
      'STATE_INVALID',
      'UNKNOWN_FIELD',
    ]);
  });

  it('has limits', async () => {
    const names = Array.from({ length: 101 }, (_, i) => `s${i}`);
    const chain = (length: number) =>
      Object.fromEntries(
        names.slice(0, length).map((name, i) => [name, i + 1 < length ? state([names[i + 1]!]) : final]),
      );
    expect((await diagnose({ initial: 's0', states: chain(100) })).valid).toBe(true);
    expect((await diagnose({ initial: 's0', states: chain(101) })).diagnostics[0]!.code).toBe(
      'TOO_MANY_STATES',
    );
    const dense = Object.fromEntries(names.slice(0, 18).map((name) => [name, state(names.slice(0, 18))]));
    expect((await diagnose({ initial: 's0', states: dense })).diagnostics[0]!.code).toBe(
      'TOO_MANY_TRANSITIONS',
    );
  });

  it('keeps nothing, and is asked of a store that exists', async () => {
    await diagnose(SMALL);
    expect(await the.house.redis.client.keys(`ch:{${the.store.name}}:definition*`)).toEqual([]);
    const request = supertest(the.house.url)
      .post('/v1/stores/nowhere/workflow/definitions/validate')
      .send(SMALL);
    expect((await request.expect(404)).body.code).toBe('STORE_NOT_FOUND');
  });

  it('refuses a state that is given twice, which JSON would lose', async () => {
    const body = '{"initial":"a","states":{"a":{"final":true},"a":{"final":true}}}';
    const refused = await the.store
      .post('/workflow/definitions/validate', body as never)
      .type('json')
      .expect(400);
    expect(refused.body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '/states/a' }] });
  });
});

describe('PUT /workflow/definitions/{name}/versions/{n}', () => {
  it('writes a version', async () => {
    const { body } = await put('small', 1, SMALL).expect(201);
    expect(body).toEqual({ name: 'small', version: 1, ...SMALL, createdAt: expect.stringMatching(/Z$/) });
    expect((await the.store.get('/workflow/definitions/small/versions/1').expect(200)).body).toEqual(body);
  });

  it('finds the same again, in whatever order it is told', async () => {
    const fork = (...states: [string, object][]) => ({ initial: 'a', states: Object.fromEntries(states) });
    const b = ['b', { final: true }] as [string, object];
    const c = ['c', { final: true, transitions: [] }] as [string, object];
    const { body } = await put('fork', 1, fork(['a', { transitions: ['b', 'c'] }], b, c)).expect(201);
    const again = await put('fork', 1, fork(c, b, ['a', { final: false, transitions: ['c', 'b'] }])).expect(
      200,
    );
    expect(again.body).toEqual(body);
  });

  it.each([
    [
      'another initial state',
      { initial: 'done', states: { done: { transitions: ['open'] }, open: { final: true } } },
    ],
    [
      'another transition',
      { ...SMALL, states: { ...SMALL.states, open: { transitions: ['done', 'open'] } } },
    ],
    ['another state', { ...SMALL, states: { open: { transitions: ['end'] }, end: { final: true } } }],
  ])('never changes a version: %s is refused', async (_what, other) => {
    await put('small', 1, SMALL).expect(201);
    expect((await put('small', 1, other).expect(409)).body.code).toBe('DEFINITION_CONFLICT');
    const { body } = await the.store.get('/workflow/definitions/small/versions/1').expect(200);
    expect(body.states).toEqual(SMALL.states);
  });

  it('refuses one that cannot work, with the diagnostics', async () => {
    const { body } = await put('bad', 1, { initial: 'a', states: { a: { transitions: ['b'] } } }).expect(422);
    expect(body).toMatchObject({
      code: 'DEFINITION_INVALID',
      diagnostics: [{ severity: 'error', code: 'UNKNOWN_TARGET', path: '/states/a/transitions/0' }],
    });
    await the.store.get('/workflow/definitions/bad').expect(404);
  });

  it.each(['0', '-1', '1.5', '01', '1e3', '1000000000', 'x'])('refuses the version %s', async (n) => {
    const { body } = await the.store.put(`/workflow/definitions/small/versions/${n}`, SMALL).expect(400);
    expect(body.code).toBe('VALIDATION_FAILED');
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '@x', 'a.b:c~d-e'])(
    'takes %s for a name like any other',
    async (name) => {
      const states = `{"${name}":{"transitions":["valueOf"]},"valueOf":{"final":true}}`;
      const { text } = await put(name, 1, `{"initial":"${name}","states":${states}}`).expect(201);
      expect(text).toContain(`"states":${states}`);
      const read = await the.store.get(`/workflow/definitions/${name}/versions/1`).expect(200);
      expect(read.text).toBe(text);
      const { body } = await the.store.post('/workflow/instances', { definition: name }).expect(201);
      expect(body).toMatchObject({ state: name, allowedTransitions: ['valueOf'] });
      const moved = await the.store
        .post(`/workflow/instances/${body.id}/transitions`, { to: 'valueOf', expectedState: name })
        .expect(200);
      expect(moved.body).toMatchObject({ previousState: name, state: 'valueOf', allowedTransitions: [] });
    },
  );

  it('knows no state that an object has by nature', async () => {
    const { diagnostics } = await diagnose('{"initial":"a","states":{"a":{"transitions":["__proto__"]}}}');
    expect(diagnostics.map(({ code }) => code)).toEqual(['UNKNOWN_TARGET']);
  });

  it('replays under its key', async () => {
    const { text } = await put('small', 1, SMALL).set('Idempotency-Key', 'k').expect(201);
    const again = await put('small', 1, SMALL).set('Idempotency-Key', 'k').expect(201);
    expect(again.text).toBe(text);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });
});

describe('the built-in definition', () => {
  const APPROVAL = {
    initial: 'pending',
    states: {
      pending: { transitions: ['approved', 'rejected'] },
      approved: { transitions: ['processing', 'cancelled'] },
      processing: { transitions: ['completed', 'failed'] },
      failed: { transitions: ['processing'] },
      rejected: { final: true },
      cancelled: { final: true },
      completed: { final: true },
    },
  };

  it('defect 61: is data like any other, and in every store from its beginning', async () => {
    const { body } = await the.store.get('/workflow/definitions/approval/versions/1').expect(200);
    expect(body).toMatchObject({ name: 'approval', version: 1, ...APPROVAL });
    expect(await diagnose(APPROVAL)).toEqual({ valid: true, diagnostics: [] });
    expect(await the.house.redis.client.exists(`ch:{${the.store.name}}:definitions`)).toBe(0);
  });

  it('is not changed either, and may have further versions', async () => {
    await put('approval', 1, APPROVAL).expect(200);
    expect((await put('approval', 1, SMALL).expect(409)).body.code).toBe('DEFINITION_CONFLICT');
    await put('approval', 2, SMALL).expect(201);
    const { body } = await the.store.get('/workflow/definitions/approval').expect(200);
    expect(body).toMatchObject({
      name: 'approval',
      latestVersion: 2,
      items: [{ version: 2 }, { version: 1 }],
    });
  });
});

describe('GET /workflow/definitions', () => {
  async function walk(
    path: string,
    limit: number,
  ): Promise<{ name: string; version: number; latestVersion: number }[]> {
    const items = [];
    let cursor = '';
    do {
      const { body } = await the.store
        .get(`${path}?limit=${limit}${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      expect(body.items.length).toBeLessThanOrEqual(limit);
      items.push(...body.items);
      cursor = body.nextCursor ?? '';
    } while (cursor);
    return items;
  }

  it('lists by name, the built-in one in its place', async () => {
    expect(await walk('/workflow/definitions', 1)).toEqual([{ name: 'approval', latestVersion: 1 }]);
    for (const name of ['zeta', 'approval2', 'Beta', 'app', '_x']) await put(name, 1, SMALL).expect(201);
    await put('app', 7, SMALL).expect(201);
    await put('app', 3, SMALL).expect(201);
    const expected = ['Beta', '_x', 'app', 'approval', 'approval2', 'zeta'];
    for (const limit of [1, 2, 3, 6, 50]) {
      const items = await walk('/workflow/definitions', limit);
      expect(items.map(({ name }) => name)).toEqual(expected);
      expect(items[2]!.latestVersion).toBe(7);
    }
  });

  it('lists the versions of one, newest first', async () => {
    for (const version of [2, 10, 999_999_999, 3]) await put('approval', version, SMALL).expect(201);
    await put('approval2', 4, SMALL).expect(201);
    for (const limit of [1, 2, 4, 5]) {
      const items = await walk('/workflow/definitions/approval', limit);
      expect(items.map(({ version }) => version)).toEqual([999_999_999, 10, 3, 2, 1]);
    }
    expect((await walk('/workflow/definitions/approval2', 1)).map(({ version }) => version)).toEqual([4]);
  });

  it('does not know what was never written', async () => {
    for (const path of ['none', 'none/versions/1', 'approval/versions/2', 'toString']) {
      expect((await the.store.get(`/workflow/definitions/${path}`).expect(404)).body.code).toBe(
        'DEFINITION_NOT_FOUND',
      );
    }
  });
});

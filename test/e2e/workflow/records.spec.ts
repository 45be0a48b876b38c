import supertest from 'supertest';
import { rawAnswer } from '../../support/raw-http';
import { useStore } from '../../support/use-house';

const the = useStore();

const PATH = '/workflow/records/r1';
const create = (body: object | string, path = PATH) => the.store.put(path, body).set('If-None-Match', '*');
const replace = (body: object | string, etag: string) => the.store.put(PATH, body).set('If-Match', etag);
const patch = (body: object | string, etag: string) => the.store.patch(PATH, body).set('If-Match', etag);
const remove = (etag: string) => the.store.delete(PATH).set('If-Match', etag);
/** To the letter, which no proxy lets it be. */
const read = async (): Promise<{ text: string; etag: string }> => {
  const { text, headers } = await the.store.send('get', PATH, true).expect(200);
  return { text, etag: headers.etag! };
};

/** What a journal of the store says about records. */
async function journal(): Promise<string[]> {
  const { body } = await the.store.get('/journal').expect(200);
  return body.items
    .map(({ type }: { type: string }) => type)
    .filter((type: string) => type.startsWith('record.'));
}

describe('PUT /workflow/records/{id}', () => {
  it('creates with If-None-Match: * and answers with the record and its version', async () => {
    const { text, headers } = await create({ total: 12 }).expect(201);
    expect(text).toBe('{"total":12}');
    expect(headers.etag).toMatch(/^"\d+"$/);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(await read()).toEqual({ text, etag: headers.etag });
  });

  it('refuses to create what exists, and names its version', async () => {
    const { headers } = await create({ a: 1 }).expect(201);
    const { body } = await create({ a: 2 }).expect(412);
    expect(body).toMatchObject({ code: 'VERSION_MISMATCH', actual: Number(JSON.parse(headers.etag!)) });
    expect((await read()).text).toBe('{"a":1}');
  });

  it('replaces with If-Match and gives a new version', async () => {
    const { headers } = await create({ a: 1, b: 2 }).expect(201);
    const { headers: after } = await replace({ b: 3 }, headers.etag!).expect(200);
    expect(after.etag).not.toBe(headers.etag);
    expect(await read()).toEqual({ text: '{"b":3}', etag: after.etag });
  });

  it('takes If-Match: * for whatever version there is', async () => {
    await create({ a: 1 }).expect(201);
    await replace({ a: 2 }, '*').expect(200);
  });

  it('refuses a stale version and changes nothing', async () => {
    const { headers: first } = await create({ n: 1 }).expect(201);
    const { headers: second } = await replace({ n: 2 }, first.etag!).expect(200);
    const { body } = await replace({ n: 3 }, first.etag!).expect(412);
    expect(body).toMatchObject({ code: 'VERSION_MISMATCH', actual: Number(JSON.parse(second.etag!)) });
    expect((await read()).text).toBe('{"n":2}');
  });

  it('requires a precondition', async () => {
    expect((await the.store.put(PATH, { a: 1 }).expect(428)).body.code).toBe('PRECONDITION_REQUIRED');
    await the.store.get(PATH).expect(404);
    await create({ a: 1 }).expect(201);
    await the.store.put(PATH, { a: 2 }).expect(428);
  });

  it('defect 58: does not create by an update', async () => {
    for (const etag of ['"0"', '"1"', '*']) {
      expect((await replace({ a: 1 }, etag).expect(404)).body.code).toBe('RECORD_NOT_FOUND');
    }
    await the.store.get(PATH).expect(404);
  });

  it('defect 60: compares versions exactly, past 2^53 too', async () => {
    await create({ a: 1 }).expect(201);
    await the.house.redis.client.hset(`ch:{${the.store.name}}:records`, 'r1', '9007199254740992 {"a":1}');
    await replace('{"a":2}', '"9007199254740993"').expect(412);
    await replace('{"a":2}', '"9007199254740992"').expect(200);
  });

  it.each(['W/"1"', '"01"', '"1.0"', '"abc"', '"*"', '""'])(
    'takes %s for a version never given out',
    async (tag) => {
      await create({ a: 1 }).expect(201);
      await replace({ a: 2 }, tag).expect(412);
    },
  );

  it.each([
    '1',
    '"1" "2"',
    '"9 1 8"',
    '1"',
    "'1'",
    '',
    ',',
    '*, "1"',
    '"1", *',
    '"1",2',
    `${'"1",'.repeat(20)}"1"`,
  ])('refuses the If-Match %s', async (tag) => {
    await create({ a: 1 }).expect(201);
    const { body } = await replace({ a: 2 }, tag).expect(400);
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: 'If-Match' }] });
  });

  it.each([
    '"9", "1"',
    '"1", "9"',
    '"9","1","8"',
    'W/"1", "1"',
    '"a,b" , ,"1",',
    '"\u00e4", "1"',
    `${'"9",'.repeat(19)}"1"`,
  ])('takes the list %s, in which the current version is', async (tags) => {
    await create({ a: 1 }).expect(201);
    await replace({ a: 2 }, tags).expect(200);
  });

  it.each(['"9", "8"', 'W/"1", "9"', '"11", "21"', '"1,9"', '"01", "1.0"'])(
    'refuses the list %s as stale, in which it is not',
    async (tags) => {
      await create({ a: 1 }).expect(201);
      expect((await replace({ a: 2 }, tags).expect(412)).body).toMatchObject({ actual: 1 });
      expect((await read()).text).toBe('{"a":1}');
    },
  );

  it('takes a list that came as two headers', async () => {
    await create({ a: 1 }).expect(201);
    const head = `PUT /v1/stores/${the.store.name}${PATH} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`;
    const tags = 'If-Match: "9"\r\nIf-Match: "1"\r\n';
    const body = 'Content-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":2}';
    expect(await rawAnswer(the.house.url, `${head}${tags}${body}`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('refuses If-Match together with If-None-Match, and another If-None-Match than *', async () => {
    await create({ a: 1 }).set('If-Match', '"1"').expect(400);
    await the.store.put(PATH, { a: 1 }).set('If-None-Match', '"1"').expect(400);
  });
});

describe('a record', () => {
  it.each([
    '{"nested":{"list":[],"object":{},"none":null,"yes":true,"no":false}}',
    '{"z":1,"a":2,"10":3,"2":4}',
    '{"exact":9007199254740991,"below":-9007199254740991,"one":1.0,"tenth":0.10,"small":1e-7,"zero":-0}',
    '{"__proto__":{"a":1},"constructor":null,"toString":"x","hasOwnProperty":[{"__proto__":1}]}',
    '{"":"","a b":"c\\td","quote\\"":"back\\\\slash","euro":"€","pair":"😀"}',
    '{"[{]}":"}{][","\\\\":"\\"","deep":[[["]"],{"a":"}"}]]}',
    '{}',
  ])('defect 59: comes back to the letter: %s', async (text) => {
    await create(text).expect(201);
    expect((await read()).text).toBe(text);
    const { etag } = await read();
    expect((await patch('{}', etag).expect(200)).text).toBe(text);
  });

  it.each(['{"a":{"b":{}}}', '{"a":true}', '{"a":null}', '{"a":[]}', '{}'])(
    'defect 54: is replaced by %s, or stays as it was',
    async (text) => {
      const { headers } = await create({ before: 1 }).expect(201);
      await replace(text.replace('}', ',}'), headers.etag!).expect(400);
      await replace(text, '"0"').expect(412);
      expect(await read()).toEqual({ text: '{"before":1}', etag: headers.etag });
      await replace(text, headers.etag!).expect(200);
      expect((await read()).text).toBe(text);
    },
  );

  it('comes back without blanks, and with every escape in its shortest form', async () => {
    await create(' { "a" : [ 1 , 2 ] ,\n\t"\\u0062\\/" : "\\u20ac\\ud83d\\ude00\\u0001\\ud800" } ').expect(
      201,
    );
    expect((await read()).text).toBe('{"a":[1,2],"b/":"€😀\\u0001\\ud800"}');
  });

  it.each([
    ['{"a":9007199254740992}', '/a'],
    ['{"list":[1,{"x~/y":-9007199254740993}]}', '/list/1/x~0~1y'],
    ['{"a":1e400}', '/a'],
    ['{"a":1e16}', '/a'],
    ['{"a":1,"b":{"c":1,"\\u0063":2}}', '/b/c'],
    ['{"a":["a\\u0000b"]}', '/a/0'],
    ['{"a":{"\\u0000":1}}', '/a/\0'],
  ])(
    'is refused as %s, since it would come back as another or cannot be kept everywhere',
    async (text, pointer) => {
      const { body } = await create(text).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer }] });
      await the.store.get(PATH).expect(404);
    },
  );

  it.each(['[]', '1', 'null', '"text"', '{', ''])('is an object, not %p', async (text) => {
    expect((await create(text)).status).toBe(400);
  });

  it('has at most 64 KiB, counted in UTF-8 without blanks', async () => {
    const filled = (bytes: number, letter = 'x'): string =>
      `{"a":"${letter.repeat((bytes - 8) / Buffer.byteLength(letter))}"}`;
    const exact = filled(65_536);
    expect(exact).toHaveLength(65_536);
    await create(` ${exact} `).expect(201);
    expect((await read()).text).toBe(exact);
    const { body } = await create(filled(65_537), '/workflow/records/r2').expect(413);
    expect(body).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', bytes: 65_537, most: 65_536 });
    await create(filled(65_538, 'é'), '/workflow/records/r2').expect(413);
    await the.store.get('/workflow/records/r2').expect(404);
  });

  it('is refused when nested too deep', async () => {
    const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    await create(nested(33)).expect(400);
    await create(nested(32)).expect(201);
  });
});

describe('PATCH /workflow/records/{id}', () => {
  it('merges as RFC 7396 says', async () => {
    const { headers } = await create(
      '{"title":"Goodbye!","author":{"given":"John","family":"Doe"},"tags":["a"],"n":1}',
    );
    const body =
      '{"title":"Hello!","phone":"+01","author":{"family":null},"tags":["b",null],"n":{"x":null,"y":1}}';
    const { text, headers: after } = await patch(body, headers.etag!).expect(200);
    expect(text).toBe(
      '{"title":"Hello!","author":{"given":"John"},"tags":["b",null],"n":{"y":1},"phone":"+01"}',
    );
    expect(await read()).toEqual({ text, etag: after.etag });
  });

  it('is sent as application/merge-patch+json or application/json', async () => {
    const { headers } = await create({ a: 1, b: 2 }).expect(201);
    const { text } = await patch('{"a":null}', headers.etag!)
      .type('application/merge-patch+json')
      .expect(200);
    expect(text).toBe('{"b":2}');
  });

  it('keeps what it does not name to the letter', async () => {
    const { headers } = await create('{"list":[],"big":9007199254740991,"10":1.0,"2":null}').expect(201);
    const { text } = await patch('{"new":[]}', headers.etag!).expect(200);
    expect(text).toBe('{"list":[],"big":9007199254740991,"10":1.0,"2":null,"new":[]}');
  });

  it('requires If-Match, a current one, and a record', async () => {
    expect((await patch({ a: 1 }, '*').expect(404)).body.code).toBe('RECORD_NOT_FOUND');
    const { headers } = await create({ a: 1 }).expect(201);
    await the.store.patch(PATH, { a: 2 }).expect(428);
    await patch({ a: 2 }, headers.etag!).expect(200);
    expect((await patch({ a: 3 }, headers.etag!).expect(412)).body.actual).toBeGreaterThan(0);
    expect((await read()).text).toBe('{"a":2}');
  });

  it('refuses a result over 64 KiB and leaves the record as it was', async () => {
    const { headers } = await create({ a: 'x'.repeat(60_000) }).expect(201);
    expect((await patch({ b: 'x'.repeat(10_000) }, headers.etag!).expect(413)).body.code).toBe(
      'PAYLOAD_TOO_LARGE',
    );
    expect((await read()).etag).toBe(headers.etag);
  });
});

describe('DELETE /workflow/records/{id}', () => {
  it('removes the record', async () => {
    const { headers } = await create({ a: 1 }).expect(201);
    const { text } = await remove(headers.etag!).expect(204);
    expect(text).toBe('');
    expect((await the.store.get(PATH).expect(404)).body.code).toBe('RECORD_NOT_FOUND');
    await remove(headers.etag!).expect(404);
  });

  it('requires If-Match, and a current one', async () => {
    const { headers } = await create({ a: 1 }).expect(201);
    await the.store.delete(PATH).expect(428);
    await replace({ a: 2 }, headers.etag!).expect(200);
    await remove(headers.etag!).expect(412);
    expect((await read()).text).toBe('{"a":2}');
  });

  it('defect 57: lets no stale writer win after delete and re-create', async () => {
    const { headers: first } = await create({ owner: 'first' }).expect(201);
    await remove(first.etag!).expect(204);
    const { headers: second } = await create({ owner: 'second' }).expect(201);
    expect(second.etag).not.toBe(first.etag);
    await replace({ owner: 'stale' }, first.etag!).expect(412);
    await patch({ owner: 'stale' }, first.etag!).expect(412);
    await remove(first.etag!).expect(412);
    expect((await read()).text).toBe('{"owner":"second"}');
  });

  it('leaves nothing behind', async () => {
    const { headers } = await create({ a: 1 }).expect(201);
    await remove(headers.etag!).expect(204);
    expect(await the.house.redis.client.exists(`ch:{${the.store.name}}:records`)).toBe(0);
  });
});

describe('an idempotency key given with a change of a record', () => {
  it('replays the first answer, though the version has moved on', async () => {
    const { text, headers } = await create({ a: 1 }).set('Idempotency-Key', 'k1').expect(201);
    await replace({ a: 2 }, headers.etag!).expect(200);
    const again = await create({ a: 1 }).set('Idempotency-Key', 'k1').expect(201);
    expect([again.text, again.headers.etag]).toEqual([text, headers.etag]);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect((await read()).text).toBe('{"a":2}');
  });

  it('defect 56: a retried read-modify-write is not applied a second time', async () => {
    const { headers } = await create({ n: 1 }).expect(201);
    const first = await patch({ n: 2 }, headers.etag!).set('Idempotency-Key', 'k2').expect(200);
    await patch({ n: 99 }, first.headers.etag!).expect(200);
    // The retry of the first call, whether under the version it had or under the one that is current by now.
    for (const etag of [headers.etag!, (await read()).etag]) {
      const retried = await patch({ n: 2 }, etag).set('Idempotency-Key', 'k2').expect(200);
      expect(retried.headers).toMatchObject({ etag: first.headers.etag, 'idempotent-replayed': 'true' });
    }
    expect((await read()).text).toBe('{"n":99}');
  });

  it('replays a delete', async () => {
    const { headers } = await create({ a: 1 }).expect(201);
    await remove(headers.etag!).set('Idempotency-Key', 'k3').expect(204);
    await create({ a: 2 }).expect(201);
    const again = await remove(headers.etag!).set('Idempotency-Key', 'k3').expect(204);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect((await read()).text).toBe('{"a":2}');
  });

  it('belongs to one request', async () => {
    await create({ a: 1 }).set('Idempotency-Key', 'k4').expect(201);
    const { body } = await create({ a: 2 }).set('Idempotency-Key', 'k4').expect(422);
    expect(body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('records and the rest of the store', () => {
  it('journals every change once', async () => {
    const { headers } = await create({ a: 1 }).expect(201);
    const { headers: after } = await patch({ a: 2 }, headers.etag!).expect(200);
    await patch({ a: 3 }, headers.etag!).expect(412);
    await replace({ a: 4 }, after.etag!).expect(200);
    await remove('*').expect(204);
    expect(await journal()).toEqual(['record.created', 'record.merged', 'record.replaced', 'record.deleted']);
  });

  it('defect 55: a change takes no deadline off the key that holds them', async () => {
    const key = `ch:{${the.store.name}}:records`;
    const { headers } = await create({ a: 1 }).expect(201);
    await the.house.redis.client.expire(key, 1000);
    await replace({ a: 2 }, headers.etag!).expect(200);
    expect(await the.house.redis.client.ttl(key)).toBeGreaterThan(900);
  });

  it('are of one store', async () => {
    await create({ a: 1 }).expect(201);
    const other = await the.house.store();
    await other.get(PATH).expect(404);
    const nowhere = await supertest(the.house.url).get('/v1/stores/nowhere/workflow/records/r1').expect(404);
    expect(nowhere.body.code).toBe('STORE_NOT_FOUND');
  });
});

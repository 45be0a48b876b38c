import supertest from 'supertest';
import { pathIn, routesWithBody } from '../support/documented-bodies';
import { useStore } from '../support/use-house';

const the = useStore();

/** Sends a body as it is written. */
const post = (path: string, json: string): supertest.Test => the.store.post(path, json);
const deduct = (json: string): supertest.Test => post('/inventory/items/TEE/deductions', json);
const reserve = (metadata: string): supertest.Test =>
  post(
    '/inventory/reservations',
    `{"lines":[{"sku":"TEE","quantity":1}],"ttlSeconds":60,"metadata":${metadata}}`,
  );
const members = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, i) => `"n${from + i}":1`).join(',');

/** The pointers of a refusal, in their order. */
async function pointersOf(request: supertest.Test): Promise<string[]> {
  const { body } = await request.expect(400);
  expect(body.code).toBe('VALIDATION_FAILED');
  return body.errors.map(({ pointer }: { pointer: string }) => pointer);
}

describe.each(routesWithBody)('$name', (route) => {
  const send = (json: string): supertest.Test => {
    const method = route.method as 'post' | 'put' | 'patch';
    const request = supertest(the.house.url)[method](pathIn(the.store.name, route));
    return request.set('Idempotency-Key', 'k').type('application/json').send(json);
  };

  it('refuses a name that is given twice, at any depth, and points at it', async () => {
    expect(await pointersOf(send('{"a":1,"b":[{"c":1,"\\u0063":2}],"a":1}'))).toEqual(['/b/0/c', '/a']);
  });

  it('refuses U+0000 in texts and names, at any depth, and points at it', async () => {
    const json = '{"a":["x\\u0000"],"b":{"\\u0000":"\\\\u0000"}}';
    expect(await pointersOf(send(json))).toEqual(['/a/0', '/b/\0']);
  });

  it('refuses a number that is infinite, at any depth, and points at it', async () => {
    expect(await pointersOf(send('{"a":1e400,"b":[-1e400]}'))).toEqual(['/a', '/b/0']);
  });
});

describe('metadata', () => {
  beforeEach(() => the.store.receive('TEE', 10));

  it('comes back number for number', async () => {
    const numbers = '[1.0,1e3,0.1,-12.50,-0,9007199254740992,1e21,1.5e-300]';
    const { body } = await reserve(`{"numbers":${numbers}}`).expect(201);
    const kept = await the.store.get(`/inventory/reservations/${body.id}`).expect(200);
    expect(kept.text).toContain('"numbers":[1,1000,0.1,-12.5,0,9007199254740992,1e+21,1.5e-300]');
  });

  it.each(['1234567890123456789', '9007199254740993', '1e400', '1e-400', '0.12345678901234567890'])(
    'is refused with %s, which would come back as another number',
    async (number) => {
      expect(await pointersOf(reserve(`{"flake":[{"snow":${number}}]}`))).toEqual(['/metadata/flake/0/snow']);
      expect((await the.store.stock('TEE')).reserved).toBe(0);
    },
  );

  it('says what the number would become', async () => {
    const { body } = await reserve('{"snow":1234567890123456789}').expect(400);
    expect(body.errors[0].detail).toMatch(/would become 1234567890123456800$/);
  });
});

describe('an object of more than 1 000 members', () => {
  it('is refused as a whole, wherever it stands', async () => {
    expect(await pointersOf(deduct(`{${members(1_001)}}`))).toEqual(['']);
    expect(await pointersOf(reserve(`{"a":[{${members(1_001)}}]}`))).toEqual(['/metadata/a/0']);
    const states = `{"initial":"n0","states":{${members(1_001)}}}`;
    expect(await pointersOf(post('/workflow/definitions/validate', states))).toEqual(['/states']);
  });

  it('may be a record, or data of an instance, which are bounded by their length', async () => {
    const create = the.store.put('/workflow/records/r', `{${members(3_000)}}`).set('If-None-Match', '*');
    await create.expect(201);
    const started = `{"definition":"approval","data":{${members(3_000)}}}`;
    await post('/workflow/instances', started).expect(201);
    expect(await pointersOf(post('/workflow/instances', `{${members(1_001)}}`))).toEqual(['']);
  });
});

describe('an unknown name', () => {
  it('is refused together with everything else that is wrong', async () => {
    const json =
      '{"x":1,"lines":[{"sku":"a b","quantity":1,"y":1},{"sku":"TEE","quantity":0,"constructor":1}]}';
    const pointers = await pointersOf(post('/inventory/reservations', json));
    expect(pointers).toEqual([
      ...['/x', '/lines/0/y', '/lines/1/constructor'],
      ...['/lines/0/sku', '/lines/1/quantity'],
    ]);
  });

  it('is told up to a hundred times', async () => {
    const { body } = await deduct(`{"quantity":0,${members(150)}}`).expect(400);
    expect(body.errors).toHaveLength(100);
    expect(body.errors[99]).toEqual({ pointer: '/n99', detail: 'property n99 should not exist' });
    expect(body.detail).toBe('/n0: property n0 should not exist, and at least 100 more.');
  });

  it('is cut where it is too long to repeat', async () => {
    const { body, text } = await deduct(`{"quantity":1,"${'x'.repeat(1_000_000)}":1}`).expect(400);
    expect(body.errors[0].pointer).toMatch(/^\/x{256}…$/);
    expect(text.length).toBeLessThan(2_000);
  });

  it('that JavaScript has a meaning for is refused inside a field, too', async () => {
    for (const name of ['prototype', 'constructor', 'toString']) {
      const line = `{"sku":"TEE","quantity":1,"${name}":1}`;
      const json = `{"lines":[${line}],"ttlSeconds":60}`;
      expect(await pointersOf(post('/inventory/reservations', json))).toEqual([`/lines/0/${name}`]);
    }
  });
});

describe('a name in metadata', () => {
  it.each(['constructor', 'prototype'])('is refused where it could not be kept: %s', async (name) => {
    const json = `{"lines":[{"sku":"TEE","quantity":1}],"ttlSeconds":60,"metadata":{"car":{"${name}":"x"}}}`;
    expect(await pointersOf(post('/inventory/reservations', json))).toEqual([`/metadata/car/${name}`]);
  });
});

describe('a list', () => {
  it('that is too long is refused as a whole', async () => {
    const line = '{"sku":"TEE","quantity":1}';
    const json = `{"lines":[${Array(101).fill(line).join(',')}],"ttlSeconds":60}`;
    const { body } = await post('/inventory/reservations', json).expect(400);
    const detail = 'lines must contain no more than 100 elements';
    expect(body.errors).toEqual([{ pointer: '/lines', detail }]);
  });

  it.each(['[]', '[{"sku":"TEE","quantity":1}]', '1', 'null'])('has no item %s', async (item) => {
    const json = `{"lines":[${item}],"ttlSeconds":60}`;
    expect(await pointersOf(post('/inventory/reservations', json))).toEqual(['/lines/0']);
  });
});

it('a definition with thousands of faults is told of a hundred at the most', async () => {
  const state = `{${members(900)}}`;
  const states = Array.from({ length: 90 }, (_, i) => `"s${i}":${state}`).join(',');
  const { body, text } = await post(
    '/workflow/definitions/validate',
    `{"initial":"s0","states":{${states}}}`,
  ).expect(200);
  expect(body.valid).toBe(false);
  expect(body.diagnostics).toHaveLength(101);
  expect(body.diagnostics.at(-1)).toMatchObject({
    code: 'MORE_FINDINGS',
    message: expect.stringMatching(/^There are \d+ more/),
  });
  expect(text.length).toBeLessThan(64_000);
});

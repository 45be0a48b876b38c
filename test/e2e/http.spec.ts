import supertest from 'supertest';
import { documentedRoutes, OpenApiOperation } from '../support/api-document';
import { pathIn } from '../support/documented-bodies';
import { StoreCalls } from '../support/house';
import { rawAnswer } from '../support/raw-http';
import { useHouse } from '../support/use-house';

const the = useHouse();
let store: StoreCalls;
let path: string;

beforeAll(async () => {
  store = await the.house.store();
  await store.receive('TEE', 10);
  path = `/v1/stores/${store.name}/inventory/items/TEE/deductions`;
});
afterEach(async () => expect((await store.stock('TEE')).onHand).toBe(10));

const send = (body: string | Buffer, type = 'application/json') =>
  supertest(the.house.url)
    .post(path)
    .set('Idempotency-Key', 'k')
    .set('Content-Type', type)
    .send(body as string);

const queryOf = ({ parameters = [] }: OpenApiOperation): string[] =>
  parameters.flatMap((part) => ('in' in part && part.in === 'query' ? [part.name] : []));

describe('a refusal', () => {
  it('is a problem with a code, the path and a request id', async () => {
    const { body, headers } = await supertest(the.house.url)
      .get('/v1/stores/none/inventory/items?limit=1')
      .expect(404);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(body).toEqual({
      type: 'urn:countinghouse:problem:store-not-found',
      title: expect.any(String),
      status: 404,
      code: 'STORE_NOT_FOUND',
      detail: expect.any(String),
      instance: '/v1/stores/none/inventory/items',
      requestId: headers['x-request-id'],
    });
  });

  it('takes the request id that the caller gave', async () => {
    const request = supertest(the.house.url).get('/v1/stores/none').set('X-Request-Id', 'trace-7');
    expect((await request).body.requestId).toBe('trace-7');
  });
});

describe('a body', () => {
  it.each([
    '{',
    '',
    'null',
    '[]',
    '"text"',
    '{"quantity":1}x',
    '{"quantity":1,"__proto__":{"a":1}}',
    '{"quantity":1,"constructor":{"a":1}}',
    '\ufeff{}',
  ])('is refused when it is %p', async (body) => {
    const { body: problem } = await send(body).expect(400);
    expect(['MALFORMED_JSON', 'VALIDATION_FAILED']).toContain(problem.code);
  });

  it('is refused when it is not UTF-8', async () => {
    const latin1 = Buffer.from('{"quantity":1,"reference":"\xe4"}', 'latin1');
    const request = supertest(the.house.url).post(path).set('Idempotency-Key', 'k').type('application/json');
    request.write(latin1);
    expect((await request).body.code).toBe('MALFORMED_JSON');
  });

  it('does not come back in the error', async () => {
    const { text } = await send('{"quantity":1,"reference":"s3cr3t').expect(400);
    expect(text).not.toContain('s3cr3t');
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ])('is refused as %s', async (type) => {
    expect((await send('quantity=1', type).expect(415)).body.code).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  it.each(['gzip', 'br', 'deflate', 'identity, gzip', 'x'])('is refused encoded as %s', async (encoding) => {
    const { body, headers } = await send('{"quantity":1}').set('Content-Encoding', encoding).expect(415);
    expect(body).toMatchObject({
      code: 'UNSUPPORTED_MEDIA_TYPE',
      detail: expect.stringContaining('Encoding'),
    });
    expect(headers['accept-encoding']).toBe('identity');
  });

  it('is taken as it is where its encoding is none', async () => {
    const refused = await send('{"quantity":0}').set('Content-Encoding', 'identity').expect(400);
    expect(refused.body.code).toBe('VALIDATION_FAILED');
  });

  it('is refused over 1 MiB', async () => {
    const { body } = await send(JSON.stringify({ quantity: 1, reference: 'x'.repeat(2_000_000) })).expect(
      413,
    );
    expect(body.code).toBe('PAYLOAD_TOO_LARGE');
  });

  it('is refused when nested 100 000 deep', async () => {
    const { body } = await send(
      `{"quantity":1,"reference":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ).expect(400);
    expect(body.code).toBe('MALFORMED_JSON');
  });
});

describe('a path', () => {
  it.each(['/v1', '/v1/stores/x/nothing', '/v2/stores'])('%s is no route', async (unknown) => {
    expect((await supertest(the.house.url).get(unknown).expect(404)).body.code).toBe('ROUTE_NOT_FOUND');
  });

  it.each([
    '/v1/stores/UPPER/inventory/items',
    '/v1/stores/-x/inventory/items',
    `/v1/stores/${'x'.repeat(64)}`,
  ])('%s names no store', async (bad) => {
    expect((await supertest(the.house.url).get(bad).expect(400)).body.code).toBe('VALIDATION_FAILED');
  });

  it.each(['a%2Fb', 'a%00', '-x', '%E2%82%AC', 'a%20b', 'x'.repeat(129), 'a*b', 'a,b'])(
    'refuses the SKU %s',
    async (sku) => {
      const { body } = await store.get(`/inventory/items/${sku}`).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '/sku' }] });
    },
  );

  it('takes a SKU of 128 characters, each of them percent-encoded', async () => {
    const sku = '@'.repeat(128);
    expect((await store.get(`/inventory/items/${encodeURIComponent(sku)}`).expect(404)).body.code).toBe(
      'SKU_NOT_FOUND',
    );
  });

  it('with a broken escape is a problem too', async () => {
    const answer = await rawAnswer(
      the.house.url,
      `GET /v1/stores/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*problem\+json[\s\S]*MALFORMED_REQUEST/);
  });
});

describe.each(documentedRoutes.filter(({ operation }) => queryOf(operation).length > 0))(
  'the query of $name',
  (route) => {
    it.each(queryOf(route.operation))('has no U+0000 in %s', async (name) => {
      const place = pathIn(store.name, route);
      const request = supertest(the.house.url)[route.method as 'get'](`${place}?${name}=x%00`);
      const { body } = await request.set('Idempotency-Key', 'k').expect(400);
      expect(['VALIDATION_FAILED', 'INVALID_CURSOR']).toContain(body.code);
    });
  },
);

it('answers bytes that are not HTTP with a problem', async () => {
  expect(await rawAnswer(the.house.url, '\x00\x01garbage\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 400 [\s\S]*MALFORMED_REQUEST/,
  );
});

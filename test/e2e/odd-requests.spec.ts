import supertest from 'supertest';
import { House } from '../support/house';
import { rawAnswer } from '../support/raw-http';

let house: House;

beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());

/** Status and body of the answer to these bytes. */
async function raw(bytes: string): Promise<{ status: number; body: string }> {
  const said = await rawAnswer(house.url, bytes);
  return { status: Number(said.split(' ')[1]), body: said.slice(said.indexOf('\r\n\r\n') + 4) };
}

describe('what Node would answer without a body', () => {
  it('a request of HTTP/1.1 without a Host is refused with a problem', async () => {
    const { status, body } = await raw('GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ code: 'MALFORMED_REQUEST', requestId: expect.any(String) });
  });

  it('a request of HTTP/1.0 needs none', async () => {
    expect((await raw('GET /health/live HTTP/1.0\r\n\r\n')).status).toBe(200);
  });

  it('an unknown expectation is no reason to refuse', async () => {
    const { status } = await raw(
      'GET /health/live HTTP/1.1\r\nHost: localhost\r\nExpect: wonders\r\nConnection: close\r\n\r\n',
    );
    expect(status).toBe(200);
  });
});

describe('an address that cannot be read', () => {
  it.each(['/v1/stores/%ff', '/%', '/v1/stores/%E0%A4%A/inventory'])(
    '%s is refused with a request id, and its query is not repeated',
    async (path) => {
      const { body, headers, text } = await supertest(house.url).get(`${path}?token=s3cr3t`).expect(400);
      expect(body.code).toBe('MALFORMED_REQUEST');
      expect(body.requestId).toBe(headers['x-request-id']);
      expect(text).not.toContain('s3cr3t');
    },
  );

  it('of no route does not repeat its query either', async () => {
    const { text } = await supertest(house.url).get('/nothing?token=s3cr3t').expect(404);
    expect(text).not.toContain('s3cr3t');
  });
});

describe('an address that leads nowhere, or out of where it begins, is refused as the caller’s fault', () => {
  const PREFIXES = [
    ...['', '/', '/docs', '/docs/', '/openapi.json', '/openapi.yaml', '/health', '/health/live', '/metrics'],
    ...['/v1', '/v1/stores', '/v1/stores/main', '/v1/stores/main/journal', '/v1/stores/main/carts/c'],
    '/v1/stores/main/inventory/items/TEE/movements',
  ];
  const TAILS = [
    ...[
      '/../x',
      '/..',
      '/../../etc/passwd',
      '/./x',
      '/.',
      '//x',
      '///etc/passwd',
      '/.git',
      '/..;/x',
      '/....//x',
    ],
    ...['/%2e%2e/x', '/%2E%2E%2Fx', '/..%2fx', '/..%5cx', '/..\\x', '/%252e%252e/x', '/%c0%ae%c0%ae/x'],
    ...[
      '/a%00b',
      '/%00',
      '/a\0b',
      '/%',
      '/%zz',
      '/%ff',
      '/%E0%A4%A',
      '/x%0d%0aSet-Cookie:%20a=b',
      '/\xe4\xff',
    ],
    ...[
      `/${'x'.repeat(9_000)}`,
      `/${'x/'.repeat(4_000)}`,
      `/${'%61'.repeat(3_000)}`,
      `/${'../'.repeat(3_000)}`,
    ],
    ...[
      '/index.html/..',
      '/swagger-ui.css/',
      '/swagger-ui.css/../x',
      '/C:/x',
      '/aux.txt',
      '/*',
      '/{id}',
      '/~',
    ],
  ];

  it.each(PREFIXES)('%s/…', async (prefix) => {
    const wrong: string[] = [];
    for (const tail of TAILS) {
      for (const method of ['GET', 'HEAD', 'POST']) {
        const head = `${method} ${prefix}${tail} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
        const answer = await rawAnswer(house.url, Buffer.from(head, 'latin1'));
        const isFine = /^HTTP\/1\.1 4\d\d [\s\S]*content-type: application\/problem\+json/i.test(answer);
        if (!isFine) wrong.push(`${method} ${prefix}${tail.slice(0, 40)}: ${answer.slice(0, 200)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('/docs/../x is no route', async () => {
    const { status, body } = await raw(
      'GET /docs/../x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    );
    expect({ status, code: JSON.parse(body).code }).toEqual({ status: 404, code: 'ROUTE_NOT_FOUND' });
  });
});

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

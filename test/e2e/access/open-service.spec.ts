import supertest from 'supertest';
import { House } from '../../support/house';
import { Keys } from '../../support/keys';
import { rawAnswer } from '../../support/raw-http';
import { useHouse } from '../../support/use-house';

const the = useHouse({ HOST: 'shop.localhost' });

const port = (): string => new URL(the.house.url).port;
const ask = (host: string, path = '/v1/stores/main', more = ''): Promise<string> =>
  rawAnswer(the.house.url, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${more}Connection: close\r\n\r\n`);

describe('a service without keys, by its Host header', () => {
  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.1.2.3', '[::1]', 'shop.localhost'])(
    'answers to %s, on any port',
    async (host) => {
      expect(await ask(host)).toMatch(/^HTTP\/1\.1 200 /);
      expect(await ask(`${host}:8080`)).toMatch(/^HTTP\/1\.1 200 /);
    },
  );

  it.each(['evil.example', 'localhost.evil.example', '10.0.0.1', '[::2]', 'x@localhost', 'localhost/x', '?'])(
    'refuses %s, also for pages and health, and names what is taken',
    async (host) => {
      for (const path of ['/v1/stores/main', '/docs', '/health/live', '/metrics', '/openapi.json', '/none']) {
        expect(await ask(host, path)).toMatch(/^HTTP\/1\.1 403 [\s\S]*"FORBIDDEN"[\s\S]*localhost/);
      }
    },
  );

  it('answers without one to HTTP/1.0, which no browser speaks', async () => {
    expect(await rawAnswer(the.house.url, 'GET /health/live HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('changes nothing where it refuses', async () => {
    const body = '{"delta":5,"reason":"received"}';
    const head = `Content-Type: application/json\r\nIdempotency-Key: k\r\nContent-Length: ${body.length}`;
    const path = '/v1/stores/main/inventory/items/REBOUND/adjustments';
    const answer = await rawAnswer(
      the.house.url,
      `POST ${path} HTTP/1.1\r\nHost: evil.example\r\n${head}\r\nConnection: close\r\n\r\n${body}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    await supertest(the.house.url).get('/v1/stores/main/inventory/items/REBOUND').expect(404);
  });
});

describe('a service without keys, by its Origin header', () => {
  const from = (origin: string) =>
    supertest(the.house.url)
      .post('/v1/stores/main/inventory/sweeper/runs')
      .set('Origin', origin.replace('PORT', port()));

  it.each(['http://127.0.0.1:PORT', 'http://localhost:PORT', 'https://shop.localhost:PORT'])(
    'answers to its own page %s',
    (origin) => from(origin).expect(200),
  );

  it.each([
    'https://evil.example',
    'http://evil.example:PORT',
    'http://localhost:1',
    'null',
    'file://',
    'chrome-extension://abc',
    '',
  ])('refuses the page %p', async (origin) => {
    expect((await from(origin).expect(403)).body).toMatchObject({
      code: 'FORBIDDEN',
      detail: expect.stringContaining('Origin'),
    });
  });
});

it('a service with keys answers to any Host and Origin: the key says who calls', async () => {
  const keys = new Keys();
  const key = keys.add('shop', ['admin']);
  const house = await House.open({ API_KEYS_FILE: keys.file });
  await supertest(house.url)
    .get('/v1/stores/main')
    .set({ Authorization: `Bearer ${key}`, Host: 'shop.example', Origin: 'https://shop.example' })
    .expect(200);
  await house.close();
  keys.remove();
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import supertest from 'supertest';
import { useHouse } from '../support/use-house';

const MOST_COMPRESSED_BYTES = 250_000;
const BUILT = join(__dirname, '../../dist/console/assets');

const the = useHouse();
const get = (path: string): supertest.Test => supertest(the.house.url).get(path);

describe('GET /', () => {
  it('leads to the console', async () => {
    const { headers } = await get('/').expect(302);
    expect(headers.location).toBe('/console');
  });
});

describe('GET /favicon.ico', () => {
  it('is an icon', async () => {
    const { body } = await get('/favicon.ico').expect(200).expect('content-type', 'image/x-icon');
    expect((body as Buffer).subarray(0, 4)).toEqual(Buffer.from([0, 0, 1, 0]));
  });
});

describe('GET /health', () => {
  it('answers as /health/ready does', async () => {
    const { body } = await get('/health').expect(200);
    expect(body).toMatchObject({ status: 'ok', checks: expect.any(Array) });
  });
});

describe('GET /console', () => {
  it.each([
    '/console',
    '/console/',
    '/console/overview?store=main',
    '/console/stock/TEE.M?store=main',
    '/console/ledger/accounts/%40world?store=main',
    '/console/workflow/definitions/approval/1',
  ])('%s is the page, also when it is loaded anew', async (path) => {
    const { text } = await get(path).expect(200).expect('content-type', 'text/html; charset=utf-8');
    expect(text).toContain('<div id="app"></div>');
  });

  it.each([
    '/console/none.js',
    '/console/assets/none.js',
    '/console/none',
    '/console/stocks/TEE',
    '/console/../package.json',
    '/console/%2e%2e/package.json',
    '/console/assets/..%2f..%2fmain.js',
    '/consoles',
  ])('%s is no file: 404', async (path) => {
    const { body } = await get(path).expect(404);
    expect(body.code).toBe('ROUTE_NOT_FOUND');
  });

  it('runs its own files, reads this service and nothing else', async () => {
    const { headers, text } = await get('/console').expect(200);
    expect(headers['content-security-policy']).toBe(
      [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join(';'),
    );
    expect(text).not.toMatch(/(?:src|href)="(?!\/console\/)/);
  });

  it('hands out each file that the page names, as it is and compressed', async () => {
    const { text } = await get('/console').expect(200);
    const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const path of files) {
      const plain = await get(path).set('Accept-Encoding', 'identity').expect(200);
      const zipped = await get(path).set('Accept-Encoding', 'gzip').expect(200);
      expect(plain.headers['content-type']).toMatch(/^(?:text\/javascript|text\/css|image\/)/);
      expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(Number(plain.headers['content-length'])).toBeGreaterThan(0);
    }
  });

  it(`is at most ${MOST_COMPRESSED_BYTES} bytes, compressed`, async () => {
    let bytesInAll = 0;
    for (const name of readdirSync(BUILT)) {
      const { headers } = await supertest(the.house.url)
        .head(`/console/assets/${name}`)
        .set('Accept-Encoding', 'gzip')
        .expect(200);
      bytesInAll += Number(headers['content-length']);
    }
    expect(bytesInAll).toBeGreaterThan(10_000);
    expect(bytesInAll).toBeLessThan(MOST_COMPRESSED_BYTES);
  });
});

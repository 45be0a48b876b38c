import supertest from 'supertest';
import { rawAnswer } from '../support/raw-http';
import { useHouse } from '../support/use-house';

const the = useHouse();

describe('every answer', () => {
  it.each([
    ['of a call', '/v1/stores/main', 200],
    ['that is a refusal', '/v1/stores/none', 404],
    ['of no route', '/none', 404],
    ['about health', '/health/live', 200],
    ['of metrics', '/metrics', 200],
    ['that is the document', '/openapi.json', 200],
    ['that is a page', '/docs', 200],
    ['that is a file of a page', '/docs/swagger-ui.css', 200],
    ['that is a diagram', '/v1/stores/main/workflow/definitions/approval/versions/1/diagram?format=svg', 200],
  ])('%s is taken for what it says, kept in no cache and shown in no frame', async (_, path, status) => {
    const { headers } = await supertest(the.house.url).get(path).expect(status);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
    });
    // Over plain HTTP it says nothing; a proxy with a certificate says it.
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  it.each([
    [
      'to an address that cannot be read',
      'GET /v1/stores/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    ],
    ['to bytes that are not HTTP', '\x00\x01garbage\r\n\r\n'],
  ])('%s as well', async (_, bytes) => {
    expect(await rawAnswer(the.house.url, bytes)).toMatch(
      /^HTTP\/1\.1 400 (?=[\s\S]*nosniff)(?=[\s\S]*no-store)[\s\S]*frame-ancestors 'none'/,
    );
  });
});

describe('the page of Swagger UI', () => {
  it('may run its own scripts and no others, and load nothing from elsewhere', async () => {
    const { headers } = await supertest(the.house.url).get('/docs').expect(200);
    const policy = headers['content-security-policy'];
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|script-src[^;]*unsafe/);
  });
});

import { AsyncResource } from 'node:async_hooks';
import fastify, { FastifyInstance } from 'fastify';
import { acceptJsonOnly } from '../../src/platform/http/body-reader';

let app: FastifyInstance;
let bind: jest.SpiedFunction<typeof AsyncResource.prototype.bind>;
let parsedByFastify = 0;

/** A route that answers with the body that it finds. */
async function listen(reader: (app: FastifyInstance) => void): Promise<string> {
  app = fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    parsedByFastify++;
    done(null, JSON.parse(body.toString()));
  });
  reader(app);
  app.post('/v1/echo', async ({ body }) => body);
  return app.listen({ host: '127.0.0.1', port: 0 });
}

async function echo(url: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ quantity: 1 });
  const signal = AbortSignal.timeout(5_000);
  return (await fetch(`${url}/v1/echo`, { method: 'POST', headers, body, signal })).json();
}

beforeEach(() => {
  parsedByFastify = 0;
  bind = jest.spyOn(AsyncResource.prototype, 'bind');
});
afterEach(async () => {
  bind.mockRestore();
  await app.close();
});

/** Other libraries have classes of their own for it. */
const boundByFastify = (): number =>
  bind.mock.instances.filter((resource) => resource.constructor === AsyncResource).length;

it('the body reader reads in place of Fastify, which binds and parses nothing', async () => {
  expect(await echo(await listen(acceptJsonOnly))).toEqual({ quantity: 1 });
  expect(parsedByFastify).toBe(0);
  expect(boundByFastify()).toBe(0);
});

// Where this fails, Fastify binds no more: docs/adr/0013 says what to drop then.
it('the body reader saves what Fastify does for each body that it reads itself: one bind and one parse', async () => {
  expect(await echo(await listen(() => undefined))).toEqual({ quantity: 1 });
  expect(parsedByFastify).toBe(1);
  expect(boundByFastify()).toBeGreaterThan(0);
});

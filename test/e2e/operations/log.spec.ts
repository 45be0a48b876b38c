import { connect } from 'node:net';
import supertest from 'supertest';
import { startRedis, TestRedis } from '../../support/redis-server';
import { sleep } from '../../support/time';
import { Service } from '../../support/service';

const SECRET = 's3cr3t';
const ROUTE = '/v1/stores/:store/inventory/items/:sku';

let redis: TestRedis;
let service: Service;

beforeAll(async () => {
  redis = await startRedis();
  service = await Service.start({ REDIS_URL: redis.url, LOG_LEVEL: 'trace' });
});
afterAll(async () => {
  await service.stop();
  await redis.stop();
});

const lines = (): Record<string, unknown>[] =>
  service.said
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));

/** The line about a request, which is written just after its answer. */
async function lineOf({ headers }: supertest.Response): Promise<Record<string, unknown>> {
  for (const started = Date.now(); Date.now() - started < 2_000;) {
    const line = lines().find(({ msg, reqId }) => msg === 'request' && reqId === headers['x-request-id']);
    if (line) return line;
    await sleep(10);
  }
  throw new Error(`nothing is logged of ${headers['x-request-id']}`);
}

/** The line that tells why a call failed, which is written before its answer. */
async function causeOf(requestId: string): Promise<Record<string, unknown>> {
  for (const started = Date.now(); Date.now() - started < 2_000;) {
    const line = lines().find(({ msg, reqId }) => msg !== 'request' && reqId === requestId);
    if (line) return line;
    await sleep(10);
  }
  throw new Error(`nothing is logged of why ${requestId} failed`);
}

describe('the log', () => {
  it('has a line of a call whose caller hung up before its answer, and so have the metrics', async () => {
    redis.process.kill('SIGSTOP');
    const { port } = new URL(service.url);
    const socket = connect(Number(port), '127.0.0.1');
    const head =
      'Host: localhost\r\nX-Request-Id: hung-up\r\nIdempotency-Key: k\r\nContent-Type: application/json';
    const body = '{"delta":1,"reason":"received"}';
    const path = '/v1/stores/main/inventory/items/HUNG/adjustments';
    socket.write(`POST ${path} HTTP/1.1\r\n${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    await sleep(300);
    socket.destroy();
    await sleep(100);
    redis.process.kill('SIGCONT');
    const headers = { 'x-request-id': 'hung-up' };
    const line = await lineOf({ headers } as unknown as supertest.Response);
    expect(line).toMatchObject({ method: 'POST', status: 201, store: 'main', hungUp: true });
    const { text } = await supertest(service.url).get('/metrics').expect(200);
    expect(text).toMatch(/requests_total\{method="POST",route="[^"]*adjustments",status="201"[^}]*\} 1/);
  });

  it('has one line per request: which route of which store, how it ended, how long it took', async () => {
    const response = await supertest(service.url).get('/v1/stores/main/inventory/items?limit=1').expect(200);
    expect(await lineOf(response)).toEqual({
      level: 30,
      time: expect.any(Number),
      pid: expect.any(Number),
      hostname: expect.any(String),
      reqId: response.headers['x-request-id'],
      method: 'GET',
      route: '/v1/stores/:store/inventory/items',
      store: 'main',
      status: 200,
      ms: expect.any(Number),
      msg: 'request',
    });
  });

  it('names the operation by the key that the call came with', async () => {
    const path = '/v1/stores/main/inventory/items/TEE/adjustments';
    const call = supertest(service.url).post(path).set('Idempotency-Key', '"po-7"');
    const response = await call.send({ delta: 1, reason: 'received' }).expect(201);
    expect(await lineOf(response)).toMatchObject({ operationId: 'po-7', status: 201 });
  });

  it('names the code of a refusal', async () => {
    const response = await supertest(service.url).get('/v1/stores/main/inventory/items/none').expect(404);
    expect(await lineOf(response)).toMatchObject({ route: ROUTE, status: 404, code: 'SKU_NOT_FOUND' });
  });

  it('names the code of what is no route, and of an address that cannot be read', async () => {
    const none = await supertest(service.url).get('/nothing').expect(404);
    expect(await lineOf(none)).toMatchObject({ status: 404, code: 'ROUTE_NOT_FOUND' });
    const unreadable = await supertest(service.url).get('/v1/stores/%ff').expect(400);
    expect(await lineOf(unreadable)).toMatchObject({ status: 400, code: 'MALFORMED_REQUEST' });
  });

  it('has the cause of a STORE_CORRUPTED under its requestId: store, script, and the key that is of another type', async () => {
    const key = 'ch:{main}:prices';
    await redis.client.set(key, 'not a hash');
    const { body } = await supertest(service.url).get('/v1/stores/main/prices/TEE').expect(500);
    await redis.client.del(key);
    expect(body.code).toBe('STORE_CORRUPTED');
    expect(await causeOf(body.requestId)).toMatchObject({
      level: 50,
      store: 'main',
      script: 'carts/read-price',
      key,
      msg: expect.stringContaining(`${key} is a string, not a hash`),
    });
  });

  it('has the cause of any 500 under its requestId', async () => {
    await redis.client.rename('ch:stores', 'ch:elsewhere');
    await redis.client.set('ch:stores', 'no sorted set');
    const { body } = await supertest(service.url).get('/v1/stores').expect(500);
    await redis.client.rename('ch:elsewhere', 'ch:stores');
    const cause = await causeOf(body.requestId);
    expect(cause).toMatchObject({ level: 50, msg: expect.stringContaining('WRONGTYPE') });
    expect(cause.store).toBeUndefined();
  });

  it('has the cause of a 503 under its requestId', async () => {
    await redis.client.config('SET', 'maxmemory', '1');
    const { body } = await supertest(service.url)
      .put('/v1/stores/main/prices/TEE')
      .set('X-Request-Id', 'mine')
      .send({ unitPrice: 7 })
      .expect(503);
    await redis.client.config('SET', 'maxmemory', '0');
    expect(body).toMatchObject({ code: 'STORE_UNAVAILABLE', requestId: 'mine' });
    expect(await causeOf('mine')).toMatchObject({
      level: 40,
      store: 'main',
      script: 'carts/put-price',
      msg: expect.stringMatching(/^Redis: OOM/),
    });
  });

  it('holds no secret, payload, API key or query, also not where the call fails', async () => {
    const calls = [
      ['get', `/v1/stores/main/inventory/items/${SECRET}?cursor=${SECRET}`],
      ['get', `/${SECRET}?token=${SECRET}`],
      ['get', `/v1/stores/${SECRET.toUpperCase()}?token=${SECRET}`],
      ['get', `/v1/stores/%ff${SECRET}?token=${SECRET}`],
      ['post', '/v1/stores/main/inventory/items/TEE/adjustments'],
      ['post', '/v1/stores/main/inventory/items/TEE/deductions'],
      ['put', `/v1/stores/main/workflow/records/${SECRET}`],
      ['patch', `/v1/stores/main/workflow/records/${SECRET}`],
    ] as const;
    const bodies = [
      { delta: 1, reason: 'received', reference: SECRET },
      { quantity: SECRET },
      { [SECRET]: { password: SECRET } },
      `{"a": "${SECRET}`,
    ];
    const send = async (method: 'get' | 'post' | 'put' | 'patch', path: string, body: object | string) =>
      supertest(service.url)
        [method](path)
        .set('Authorization', `Bearer ${SECRET}`)
        .set('Cookie', `session=${SECRET}`)
        .set('Idempotency-Key', `k-${Math.random()}`)
        .set('On-Behalf-Of', SECRET)
        .set(path.includes('/records/') ? { 'If-Match': `"${SECRET}"` } : {})
        .type('json')
        .send(body);
    for (const [method, path] of calls) {
      for (const body of method === 'get' ? [{}] : bodies) await lineOf(await send(method, path, body));
    }
    // A script that fails: the client's error carries all its arguments.
    await redis.client.set('ch:{main}:stock', 'not a hash');
    const failed = await send('post', '/v1/stores/main/inventory/items/TEE/adjustments', bodies[0]!);
    expect(await lineOf(failed)).toMatchObject({ level: 30, status: 500, code: 'STORE_CORRUPTED' });
    expect(lines().some(({ level }) => level === 50)).toBe(true);
    await redis.client.config('SET', 'maxmemory', '1');
    const refused = await send('post', '/v1/stores/main/inventory/items/TEE/adjustments', bodies[0]!);
    expect(await lineOf(refused)).toMatchObject({ status: 503, code: 'STORE_UNAVAILABLE' });
    expect(service.said.toLowerCase()).not.toContain(SECRET);
  });
});

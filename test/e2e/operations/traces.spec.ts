import { createServer, Server } from 'node:http';
import supertest from 'supertest';
import { House } from '../../support/house';
import { startRedis, TestRedis } from '../../support/redis-server';
import { Service } from '../../support/service';

interface ReceivedSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: Record<string, unknown> }[];
  status: { code: number };
}

const CALLER = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

let redis: TestRedis;
let collector: Server;
let received: string[];
let endpoint: string;

beforeAll(async () => {
  redis = await startRedis();
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push(`${request.url} ${Buffer.concat(chunks).toString()}`);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
  endpoint = `http://127.0.0.1:${(collector.address() as { port: number }).port}`;
});
afterAll(async () => {
  await redis.stop();
  await new Promise((done) => collector.close(done));
});
beforeEach(() => (received = []));

/** The spans of a service that did this and was then stopped; the built one, since Jest refuses the sender's import(). */
async function spansOf(work: (service: Service) => Promise<unknown>): Promise<ReceivedSpan[]> {
  const service = await Service.start({ REDIS_URL: redis.url, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  await work(service);
  await service.stop();
  return received.flatMap((text) => {
    expect(text).toMatch(/^\/v1\/traces /);
    const { resourceSpans } = JSON.parse(text.slice(text.indexOf('{')));
    return resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: ReceivedSpan[] }[] }) =>
      scopeSpans.flatMap(({ spans }) => spans),
    );
  });
}

const attributesOf = ({ attributes }: ReceivedSpan): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

describe('with OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  it('a request is a span below its caller’s, and its script one below it', async () => {
    const spans = await spansOf((service) =>
      supertest(service.url)
        .post('/v1/stores/main/inventory/items/TEE/adjustments')
        .set('traceparent', CALLER)
        .set('Idempotency-Key', 's3cr3t')
        .set('Authorization', 'Bearer s3cr3t')
        .send({ delta: 5, reason: 'received', reference: 's3cr3t' })
        .expect(201),
    );
    const request = spans.find(({ kind }) => kind === 2)!;
    const script = spans.find(({ name }) => name === 'lua inventory/adjust')!;
    expect(request).toMatchObject({
      name: 'POST /v1/stores/:store/inventory/items/:sku/adjustments',
      traceId: CALLER.split('-')[1],
      parentSpanId: CALLER.split('-')[2],
    });
    expect(attributesOf(request)).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/v1/stores/:store/inventory/items/:sku/adjustments',
      'http.response.status_code': 201,
    });
    expect(script).toMatchObject({ traceId: request.traceId, parentSpanId: request.spanId });
    expect(attributesOf(script)).toEqual({ 'db.system.name': 'redis', 'countinghouse.outcome': 'OK' });
    expect(BigInt(script.startTimeUnixNano)).toBeGreaterThanOrEqual(
      BigInt(request.startTimeUnixNano) - 2_000_000n,
    );
    expect(BigInt(script.endTimeUnixNano)).toBeGreaterThan(BigInt(script.startTimeUnixNano));
    expect(received.join('\n')).not.toContain('s3cr3t');
  });

  it('a refusal says its code, and is no error of the service', async () => {
    const spans = await spansOf((service) =>
      supertest(service.url).get('/v1/stores/main/inventory/items?cursor=s3cr3t').expect(400),
    );
    const request = spans.find(({ kind }) => kind === 2)!;
    expect(attributesOf(request)).toMatchObject({ 'error.type': 'INVALID_CURSOR' });
    expect(request.status.code).toBe(0);
    expect(received.join('\n')).not.toContain('s3cr3t');
  });

  it('requests at once do not mix their scripts up', async () => {
    const spans = await spansOf((service) =>
      Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          supertest(service.url).get(`/v1/stores/main/inventory/items/S${i}`),
        ),
      ),
    );
    const requests = spans.filter(({ kind }) => kind === 2);
    const parents = spans.filter(({ name }) => name.startsWith('lua')).map((span) => span.parentSpanId);
    expect(requests).toHaveLength(20);
    expect(parents.sort()).toEqual(requests.map((span) => span.spanId).sort());
  });

  it('a collector that is away changes nothing for callers', async () => {
    const away = { REDIS_URL: redis.url, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
    const service = await Service.start(away);
    await supertest(service.url).get('/v1/stores/main').expect(200);
    const started = Date.now();
    await service.stop();
    expect(Date.now() - started).toBeLessThan(5_000);
  });
});

describe('without it', () => {
  const isLoaded = (): boolean => Object.keys(require.cache).some((path) => path.includes('sdk-trace'));

  it('nothing of OpenTelemetry is loaded', async () => {
    const off = await House.open({}, redis);
    await supertest(off.url).get('/v1/stores/main').expect(200);
    await off.close();
    expect(isLoaded()).toBe(false);
    const on = await House.open({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, redis);
    await on.close();
    expect(isLoaded()).toBe(true);
  });
});

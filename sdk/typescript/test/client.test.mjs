// Run by test/client/client.spec.ts against a service of its own, whose address is COUNTINGHOUSE_URL.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { createClient, each, must, pages, RefusedError, UnknownOutcomeError } from '@countinghouse/client';
import { lossyProxy } from './lossy-proxy.mjs';

const store = `client-${process.pid}`;
const client = createClient({ store });

before(async () => {
  await must(client.putStore({ body: { currency: 'USD' } }));
});

describe('a call', () => {
  it('answers with the data, and what the headers say', async () => {
    const done = await client.adjustStock({ sku: 'TEE', body: { delta: 100, reason: 'received' } });
    assert.equal(done.status, 201);
    assert.equal(done.data.onHand, 100);
    assert.equal(done.location, `/v1/stores/${store}/inventory/items/TEE`);
    assert.equal(done.replayed, false);
    const again = await client.adjustStock({
      sku: 'TEE',
      body: { delta: 100, reason: 'received' },
      idempotencyKey: done.idempotencyKey,
    });
    assert.equal(again.replayed, true);
    assert.deepEqual(again.data, done.data);
  });

  it('is refused by a code, with its details; must() throws it', async () => {
    const refused = await client.deductStock({ sku: 'TEE', body: { quantity: 1_000 } });
    assert.equal(refused.ok, false);
    assert.equal(refused.problem.code, 'INSUFFICIENT_STOCK');
    assert.deepEqual(refused.problem.shortages, [{ sku: 'TEE', requested: 1_000, available: 100 }]);
    await assert.rejects(
      must(client.getStock({ sku: 'NONE' })),
      (error) => error instanceof RefusedError && error.problem.code === 'SKU_NOT_FOUND',
    );
  });

  it('compares versions by their ETag', async () => {
    const made = await client.putRecord({ id: 'r', body: { a: 1 }, ifNoneMatch: '*' });
    await must(client.putRecord({ id: 'r', body: { a: 2 }, ifMatch: made.etag }));
    const stale = await client.putRecord({ id: 'r', body: { a: 3 }, ifMatch: made.etag });
    assert.equal(stale.problem.code, 'VERSION_MISMATCH');
    assert.equal((await client.deleteRecord({ id: 'r', ifMatch: '*' })).data, undefined);
  });

  it('is tried out without an effect', async () => {
    const tried = await client.deductStock({ sku: 'TEE', body: { quantity: 1 }, dryRun: true });
    assert.equal(tried.dryRun, true);
    assert.equal((await must(client.getStock({ sku: 'TEE' }))).onHand, 100);
  });

  it('gives text where the answer is text, and takes a file as it is', async () => {
    const { data } = await client.exportLedger({ query: { format: 'csv' } });
    assert.equal(typeof data, 'string');
    const file = new Blob(['sku,setTo,delta,reason,reference\n', 'CAP,7,,received,\n']);
    assert.equal((await must(client.importStock({ body: file }))).applied, 1);
    assert.equal((await must(client.getStock({ sku: 'CAP' }))).onHand, 7);
  });

  it('has no page of a proxy for a reason', async () => {
    const proxy = createServer((_, response) =>
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>'),
    ).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const behind = createClient({ baseUrl: `http://127.0.0.1:${proxy.address().port}` });
    const { problem } = await behind.getStock({ sku: 'TEE' });
    proxy.close();
    assert.equal(problem.detail, 'The answer was 502 Bad Gateway.');
    assert.equal(problem.status, 502);
    assert.equal(problem.code, undefined);
  });
});

describe('a list', () => {
  it('is read page by page', async () => {
    const skus = ['A', 'B', 'C', 'D', 'E'];
    for (const sku of skus) await must(client.adjustStock({ sku, body: { delta: 1, reason: 'received' } }));
    const found = [];
    for await (const { sku } of each(client.listStock, { query: { limit: 2 } })) found.push(sku);
    assert.deepEqual(found.sort(), [...skus, 'CAP', 'TEE'].sort());
  });

  it('is given by its pages, of which none is read that nobody asked for', async () => {
    const reads = [];
    const fetch = (request) => (reads.push(request.url), globalThis.fetch(request));
    const counted = createClient({ store, fetch });
    const sizes = [];
    for await (const { items, nextCursor } of pages(counted.listStock, { query: { limit: 2 } })) {
      sizes.push(items.length);
      assert.notEqual(nextCursor, null);
      break;
    }
    assert.deepEqual([sizes, reads.length], [[2], 1]);
  });
});

describe('a reply that is lost', () => {
  let proxy;
  before(async () => (proxy = await lossyProxy(process.env.COUNTINGHOUSE_URL)));
  after(() => proxy.close());

  it('is asked for again with the same key: one effect', async () => {
    const lossy = createClient({ baseUrl: proxy.url, store, retry: { pauseMs: 10 } });
    proxy.lose = 2;
    const sale = await lossy.deductStock({ sku: 'TEE', body: { quantity: 4 } });
    assert.equal(proxy.lose, 0);
    assert.equal(sale.replayed, true);
    assert.equal((await must(client.getStock({ sku: 'TEE' }))).onHand, 96);
  });

  it('is told with its key where no attempt is answered; the operation tells the rest', async () => {
    const lossy = createClient({ baseUrl: proxy.url, store, retry: { attempts: 2, pauseMs: 10 } });
    proxy.lose = 2;
    const lost = await lossy.deductStock({ sku: 'TEE', body: { quantity: 1 } }).catch((error) => error);
    assert.ok(lost instanceof UnknownOutcomeError);
    const operation = await must(client.getOperation({ idempotencyKey: lost.idempotencyKey }));
    assert.equal(operation.effects.length, 1);
  });

  it('does not end a stream of events: it goes on where it was', async () => {
    const lossy = createClient({ baseUrl: proxy.url, store });
    const { items } = await must(client.listJournal({ query: { limit: 1, order: 'desc' } }));
    const signal = AbortSignal.timeout(20_000);
    const seen = [];
    await must(client.putPrice({ sku: 'TEE', body: { unitPrice: 10 } }));
    for await (const { type, data } of lossy.events({ after: items[0].id, types: ['price.set'], signal })) {
      seen.push(`${type} ${data.unitPrice}`);
      if (seen.length === 3) break;
      if (seen.length === 1) proxy.cutAll();
      await must(client.putPrice({ sku: 'TEE', body: { unitPrice: 10 + seen.length } }));
    }
    assert.deepEqual(seen, ['price.set 10', 'price.set 11', 'price.set 12']);
  });
});

describe('a stream of events', () => {
  /** Answers each request by the next of these. */
  async function served(test, ...answers) {
    const server = createServer((request, response) => answers.shift()(response, request)).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const stop = new AbortController();
    test.after(() => (stop.abort(), server.closeAllConnections(), server.close()));
    const told = [];
    const events = createClient({ baseUrl: `http://127.0.0.1:${server.address().port}` }).events({
      signal: stop.signal,
      onOpen: () => told.push('open'),
      onClosed: (reason) => told.push(reason?.problem.status ?? 'closed'),
    });
    return { events, told };
  }
  const page = (status) => (response) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end('<html>Sorry</html>');
  const event = (id) => (response) =>
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: {"id":"${id}"}\n\n`);

  it('is waited for where it is not to be had now, and tells when it is open', async (test) => {
    const busy = (response) => response.writeHead(429, { 'retry-after': '0' }).end();
    const { events, told } = await served(test, busy, page(502), event('1-0'), event('2-0'));
    const seen = [(await events.next()).value.id, (await events.next()).value.id];
    assert.deepEqual(seen, ['1-0', '2-0']);
    assert.deepEqual(told, [429, 502, 'open', 'closed', 'open']);
  });

  it('goes on where it stood, though no event had come', async (test) => {
    const none = (response) =>
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(':\nid: 7-0\n\n');
    const asked = [];
    const next = (response, { headers, url }) => (
      asked.push(headers['last-event-id'] ?? new URL(url, 'http://x').searchParams.get('after')),
      event('8-0')(response)
    );
    const { events } = await served(test, none, next);
    assert.equal((await events.next()).value.id, '8-0');
    assert.deepEqual(asked, ['7-0']);
  });

  it('is refused by a 4xx, of whoever it is', async (test) => {
    const { events, told } = await served(test, page(404));
    await assert.rejects(events.next(), (error) => error.problem.detail === 'The answer was 404 Not Found.');
    assert.deepEqual(told, []);
  });
});

describe('a 503', () => {
  it('is repeated after Retry-After, with its key; a 4xx is never repeated', async () => {
    const calls = [];
    const server = createServer((request, response) => {
      calls.push({ key: request.headers['idempotency-key'], at: performance.now() });
      const status = calls.length === 1 ? 503 : 409;
      response.writeHead(status, { 'content-type': 'application/problem+json', 'retry-after': '1' });
      response.end(JSON.stringify({ status, code: 'INSUFFICIENT_STOCK' }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const busy = createClient({ baseUrl: `http://127.0.0.1:${server.address().port}/` });
    const { problem } = await busy.deductStock({ sku: 'TEE', body: { quantity: 1 } });
    server.close();
    assert.equal(problem.code, 'INSUFFICIENT_STOCK');
    assert.equal(calls.length, 2);
    assert.equal(calls[0].key, calls[1].key);
    assert.ok(calls[1].at - calls[0].at >= 990);
  });
});

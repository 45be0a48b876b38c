import { randomUUID } from 'node:crypto';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { createApp } from '../../src/app';
import { Config } from '../../src/platform/config/config';
import { journalFaults } from './event-faults';
import { callDocumented, Method } from './proxy/through-proxy';
import { startRedis, TestRedis } from './redis-server';
import { located } from './topologies/shared';

type Settings = Partial<Config>;

const CLOSES_WITHIN_MS = 2_000;

/** The whole service on a Redis of its own, as the tests call it. */
export class House {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly redis: TestRedis,
    private readonly ownsRedis: boolean,
  ) {}

  static async open(settings: Settings = {}, redis?: TestRedis): Promise<House> {
    const server = redis ?? (await startRedis());
    const secret = { WEBHOOK_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') };
    const defaults = { LOG_LEVEL: 'silent', REDIS_URL: server.url, ...secret };
    const app = await createApp(Object.assign(new Config(), located({ ...defaults, ...settings })));
    await app.listen(0, '127.0.0.1');
    return new House(app, server, redis === undefined);
  }

  get url(): string {
    const { port } = this.app.getHttpServer().address() as { port: number };
    return `http://127.0.0.1:${port}`;
  }

  /** A store that no other test knows, and calls to it with an API key where one is given. */
  async store(body: object = { currency: 'USD' }, apiKey?: string): Promise<StoreCalls> {
    const calls = this.calls(`s-${randomUUID()}`, apiKey);
    await calls.put('', body).expect(201);
    return calls;
  }

  /** Calls to a store that may not be there. */
  calls(name: string, apiKey?: string): StoreCalls {
    return new StoreCalls(this.url, name, apiKey);
  }

  /** Fails where the journal of a store has an effect that is not declared so. */
  async close(): Promise<void> {
    // fetch() opens connections that it never uses, which no server counts as idle.
    const server = this.app.getHttpServer();
    const cutOff = setTimeout(() => server.closeAllConnections(), CLOSES_WITHIN_MS);
    await this.app.close();
    clearTimeout(cutOff);
    if (!this.ownsRedis) return;
    const faults = await journalFaults(this.redis.client);
    await this.redis.stop();
    if (faults.length > 0)
      throw new Error(`The journal has other effects than are declared: ${faults.join('; ')}`);
  }
}

/**
 * Requests to one store; a POST gets a fresh idempotency key unless one is given. A body of text is sent to the letter, and
 * so not through a proxy, which writes it anew.
 */
export class StoreCalls {
  constructor(
    private readonly url: string,
    readonly name: string,
    private readonly apiKey?: string,
  ) {}

  get(path: string): supertest.Test {
    return this.send('get', path);
  }

  post(path: string, body?: object | string, key: string = randomUUID()): supertest.Test {
    const request = body === undefined ? this.send('post', path) : this.sendBody('post', path, body);
    return request.set('Idempotency-Key', key);
  }

  put(path: string, body: object | string): supertest.Test {
    return this.sendBody('put', path, body);
  }

  patch(path: string, body: object | string): supertest.Test {
    return this.sendBody('patch', path, body);
  }

  delete(path: string): supertest.Test {
    return this.send('delete', path);
  }

  /** A request that has its API key and nothing else; a direct one goes through no proxy. */
  send(method: Method, path: string, isDirect = false): supertest.Test {
    const whole = `/v1/stores/${this.name}${path}`;
    const request = isDirect ? supertest(this.url)[method](whole) : callDocumented(this.url, method, whole);
    return this.apiKey === undefined ? request : request.set('Authorization', `Bearer ${this.apiKey}`);
  }

  private sendBody(method: Method, path: string, body: object | string): supertest.Test {
    return this.send(method, path, typeof body === 'string')
      .type('json')
      .send(body);
  }

  /** Puts units of a SKU on hand. */
  async receive(sku: string, delta: number): Promise<void> {
    await this.post(`/inventory/items/${sku}/adjustments`, { delta, reason: 'received' }).expect(201);
  }

  /** Sets what a unit of a SKU costs. */
  async price(sku: string, unitPrice: number): Promise<void> {
    const { status, text } = await this.put(`/prices/${sku}`, { unitPrice });
    if (status !== 200 && status !== 201) throw new Error(text);
  }

  /** An account of the store's currency with this much in it. */
  async fund(id: string, amount: number): Promise<void> {
    await this.put(`/ledger/accounts/${id}`, {}).expect(201);
    if (amount > 0) await this.post('/ledger/transfers', { from: '@world', to: id, amount }).expect(201);
  }

  async balance(id: string): Promise<number> {
    return (await this.get(`/ledger/accounts/${encodeURIComponent(id)}`).expect(200)).body.balance;
  }

  async stock(sku: string): Promise<{ onHand: number; reserved: number; available: number; sold: number }> {
    return (await this.get(`/inventory/items/${sku}`).expect(200)).body;
  }
}

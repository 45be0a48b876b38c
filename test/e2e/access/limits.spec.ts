import { connect, Socket } from 'node:net';
import supertest from 'supertest';
import { CallsInHand, InHand } from '../../../src/http/limits/calls-in-hand';
import { Problem } from '../../../src/http/problem';
import { eventually } from '../../support/eventually';
import { House, StoreCalls } from '../../support/house';
import { Keys } from '../../support/keys';
import { rawAnswer } from '../../support/raw-http';
import { startRedis, TestRedis } from '../../support/redis-server';
import { sleep } from '../../support/time';

describe('RATE_LIMIT_PER_MINUTE', () => {
  let redis: TestRedis;
  let houses: House[];
  const keys = new Keys();
  const [busy, other] = [keys.add('busy', ['admin']), keys.add('other', ['admin'])];

  beforeAll(async () => {
    redis = await startRedis();
    const settings = { RATE_LIMIT_PER_MINUTE: 3, API_KEYS_FILE: keys.file };
    houses = [await House.open(settings, redis), await House.open(settings, redis)];
  });
  afterAll(async () => {
    for (const house of houses) await house.close();
    await redis.stop();
    keys.remove();
  });

  const read = (house: House, key: string) =>
    supertest(house.url).get('/v1/stores/main').set('Authorization', `Bearer ${key}`);

  it('lets a key make so many calls over all instances, then answers 429 with Retry-After', async () => {
    const [one, two] = houses as [House, House];
    const first = await read(one, busy).expect(200);
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-remaining': '2' });
    await read(two, busy).expect(200);
    await read(one, busy).expect(200);
    const { body, headers } = await read(two, busy).expect(429);
    expect(body).toMatchObject({ code: 'RATE_LIMITED', detail: 'The key "busy" may make 3 calls a minute.' });
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(Number(headers['retry-after'])).toBeGreaterThan(50);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
  });

  it('counts each key for itself', async () => {
    await read(houses[0]!, other).expect(200);
  });

  it('does not count health and documentation', async () => {
    for (let i = 0; i < 5; i++) await supertest(houses[0]!.url).get('/health/live').expect(200);
    await supertest(houses[0]!.url).get('/openapi.json').expect(200);
  });

  it('counts by address where there are no keys', async () => {
    const open = await House.open({ RATE_LIMIT_PER_MINUTE: 1 }, redis);
    await supertest(open.url).get('/v1/stores/main').expect(200);
    const { body } = await supertest(open.url).get('/v1/stores/main').expect(429);
    expect(body.detail).toBe('Your address may make 1 calls a minute.');
    await open.close();
  });

  it('of 0 is none, and says nothing in headers', async () => {
    const open = await House.open({}, redis);
    const { headers } = await supertest(open.url).get('/v1/stores/main').expect(200);
    expect(headers).not.toHaveProperty('ratelimit-limit');
    await open.close();
  });

  it('with a Redis that is away ends in the 503 of the call itself', async () => {
    const away = await startRedis();
    const open = await House.open({ RATE_LIMIT_PER_MINUTE: 100 }, away);
    await away.stop();
    await sleep(100);
    const { body } = await supertest(open.url).get('/v1/stores/main').expect(503);
    expect(body.code).toBe('STORE_UNAVAILABLE');
    await open.close();
  });
});

describe('MAX_IN_FLIGHT', () => {
  let house: House;
  let store: StoreCalls;

  beforeEach(async () => {
    house = await House.open({ MAX_IN_FLIGHT: 2, SWEEP_INTERVAL_MS: 3_600_000 });
    store = await house.store();
    await store.receive('TEE', 10);
    house.redis.process.kill('SIGSTOP');
  });
  afterEach(async () => {
    house.redis.process.kill('SIGCONT');
    await house.close();
  });

  it('calls are served at once; one more is shed with 503 and Retry-After, and had no effect', async () => {
    const inHand = [1, 2].map(() => store.post('/inventory/items/TEE/deductions', { quantity: 1 }).then());
    await sleep(200);
    const { body, headers } = await store
      .post('/inventory/items/TEE/deductions', { quantity: 1 })
      .expect(503);
    expect(body.code).toBe('OVERLOADED');
    expect(headers['retry-after']).toBe('1');
    await supertest(house.url).get('/health/live').expect(200);
    house.redis.process.kill('SIGCONT');
    expect((await Promise.all(inHand)).map(({ status }) => status)).toEqual([201, 201]);
    expect((await store.stock('TEE')).onHand).toBe(8);
  });

  it('counts calls whose callers hung up, for as long as they are worked on', async () => {
    const { port, hostname } = new URL(house.url);
    const path = `/v1/stores/${store.name}/inventory/items`;
    for (let i = 0; i < 2; i++) {
      const socket = connect(Number(port), hostname);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      await sleep(100);
      socket.destroy();
    }
    await sleep(100);
    expect((await store.get('/inventory/items').expect(503)).body.code).toBe('OVERLOADED');
    house.redis.process.kill('SIGCONT');
    await sleep(200);
    await store.get('/inventory/items').expect(200);
  });

  it('does not count calls that never arrived in full', async () => {
    const { port, hostname } = new URL(house.url);
    for (let i = 0; i < 3; i++) {
      const socket = connect(Number(port), hostname);
      const head = 'Host: localhost\r\nContent-Type: application/json\r\nContent-Length: 100';
      socket.write(`POST /v1/stores/${store.name}/orders HTTP/1.1\r\n${head}\r\n\r\n{`);
      await sleep(50);
      socket.destroy();
    }
    house.redis.process.kill('SIGCONT');
    await sleep(100);
    await store.get('/inventory/items').expect(200);
  });
});

describe('what one API key may have in hand', () => {
  const keys = new Keys();
  const [greedy, other] = [keys.add('greedy', ['admin']), keys.add('other', ['admin'])];
  let house: House;
  const sockets: Socket[] = [];
  let answers: string[];

  beforeEach(() => (answers = []));
  beforeAll(async () => {
    house = await House.open({ MAX_IN_FLIGHT: 200, API_KEYS_FILE: keys.file, REQUEST_TIMEOUT_MS: 60_000 });
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await eventually(() => ask(greedy).expect(200));
  });
  afterAll(async () => {
    await house.close();
    keys.remove();
  });

  const ask = (key: string) =>
    supertest(house.url).get('/v1/stores/main').set('Authorization', `Bearer ${key}`);

  /** Begins a call whose body never comes to its end. Resolves once its bytes are sent. */
  function beginCall(bytes: number): Promise<void> {
    const { port, hostname } = new URL(house.url);
    const socket = connect(Number(port), hostname);
    sockets.push(socket.on('error', () => undefined));
    socket.on('data', (chunk) => answers.push(chunk.toString()));
    const head =
      `POST /v1/stores/main/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${greedy}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${bytes + 1}\r\n\r\n`;
    return new Promise((resolve) => socket.write(head + ' '.repeat(bytes), () => resolve()));
  }

  it('is half of the calls: half-sent bodies of one key do not shut the others out', async () => {
    await Promise.all(Array.from({ length: 200 }, () => beginCall(1)));
    await eventually(() => ask(greedy).expect(503));
    const { body } = await ask(greedy).expect(503);
    expect(body).toMatchObject({
      code: 'OVERLOADED',
      detail: 'There are 100 calls of the key "greedy" in hand already; this one had no effect.',
    });
    for (let i = 0; i < 5; i++) await ask(other).expect(200);
  });

  it('is half of the room for bodies: 64 MiB in all, however many come', async () => {
    await Promise.all(Array.from({ length: 95 }, () => beginCall(1_048_000)));
    // Some 32 have room. The others are answered and cut off, and one that still sends then may not see its answer.
    const cutOff = (): number => sockets.filter((socket) => socket.closed).length;
    await eventually(async () => expect(cutOff()).toBeGreaterThan(55));
    await sleep(200);
    expect(cutOff()).toBeLessThan(75);
    expect(answers.join()).toMatch(/503 [\s\S]*The bodies of the key \\"greedy\\" have \d+ bytes already/);
    const body = {
      customerId: 'ann',
      lines: [{ sku: 'NONE', quantity: 1 }],
      metadata: { x: 'x'.repeat(4_000) },
    };
    const reached = await supertest(house.url)
      .post('/v1/stores/main/orders')
      .set({ Authorization: `Bearer ${other}`, 'Idempotency-Key': 'o' })
      .send(body);
    expect(reached.body.code).toBe('SKU_NOT_FOUND');
  });
});

describe('the counts of calls in hand', () => {
  it('come back to nothing, however calls end', () => {
    const calls = new CallsInHand(4, 100);
    const enter = (caller?: string): InHand => {
      const entered = calls.enter(caller);
      if (entered instanceof Problem) throw entered;
      return entered;
    };
    const [first, second] = [enter('a'), enter('a')];
    expect(calls.addBytes(first, 50)).toBeUndefined();
    expect(calls.addBytes(second, 1)).toBeInstanceOf(Problem);
    expect(() => enter('a')).toThrow('the key "a"');
    const [third] = [enter('b'), enter('b')];
    expect(calls.addBytes(third, 50)).toBeUndefined();
    expect(() => enter('c')).toThrow('There are 4 calls');
    calls.leave(first);
    expect(calls.addBytes(second, 50)).toBeUndefined();
    expect(enter('c').bodyBytes).toBe(0);
  });

  it('give all of the room to callers without keys', () => {
    const calls = new CallsInHand(2, 100);
    const entered = [calls.enter(undefined), calls.enter(undefined)] as InHand[];
    expect(calls.addBytes(entered[0]!, 100)).toBeUndefined();
    expect(calls.enter(undefined)).toBeInstanceOf(Problem);
  });
});

describe('REQUEST_TIMEOUT_MS', () => {
  it.each([
    ['whose headers', 'GET /health/live HTTP/1.1\r\nHost:'],
    [
      'whose body',
      'POST /v1/stores/main/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    ],
  ])('ends a request %s take longer to arrive, with a problem', async (_, bytes) => {
    const house = await House.open({ REQUEST_TIMEOUT_MS: 300 });
    const started = Date.now();
    const answer = await rawAnswer(house.url, bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*problem\+json[\s\S]*REQUEST_TIMEOUT/);
    expect(Date.now() - started).toBeLessThan(3_000);
    await house.close();
  });
});

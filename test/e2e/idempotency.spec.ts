import { createHash, randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { useStore } from '../support/use-house';

const the = useStore({ IDEMPOTENCY_TTL_SECONDS: 2 });
beforeEach(async () => {
  await the.store.receive('TEE', 10);
});

const path = '/inventory/items/TEE/deductions';

describe('Idempotency-Key', () => {
  it('replays the first response byte for byte', async () => {
    const first = await the.store.post(path, { quantity: 3 }, 'k1').expect(201);
    const second = await the.store.post(path, { quantity: 3 }, 'k1').expect(201);
    expect(second.text).toBe(first.text);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect((await the.store.stock('TEE')).onHand).toBe(7);
  });

  it('is the same bare and in double quotes, and with the fields in another order', async () => {
    const first = await the.store.post(path, { quantity: 3, id: 'd' }, 'k1').expect(201);
    const second = await the.store.post(path, { id: 'd', quantity: 3 }, '"k1"').expect(201);
    expect(second.text).toBe(first.text);
  });

  it('is recorded with a fingerprint that all versions of the service agree on', async () => {
    const metadata = { b: 1, a: [{ z: null, 10: 'ß', 9: 'x' }] };
    const body = { ttlSeconds: 60, metadata, lines: [{ sku: 'TEE', quantity: 1 }] };
    await the.store.post('/inventory/reservations', body, 'k1').expect(201);
    const canonical =
      '{"lines":[{"quantity":1,"sku":"TEE"}],"metadata":{"a":[{"9":"x","10":"ß","z":null}],"b":1},"ttlSeconds":60}';
    const text = `POST /v1/stores/${the.store.name}/inventory/reservations\n${canonical}`;
    const fingerprint = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    const record = await the.house.redis.client.get(`ch:{${the.store.name}}:operation:k1`);
    expect(record).toContain(fingerprint);
  });

  it.each([
    ['another quantity', path, { quantity: 4 }],
    ['another path', '/inventory/reservations', { lines: [{ sku: 'TEE', quantity: 3 }], ttlSeconds: 9 }],
  ])('refuses %s under the same key', async (_what, otherPath, body) => {
    await the.store.post(path, { quantity: 3 }, 'k1').expect(201);
    const refused = await the.store.post(otherPath, body, 'k1').expect(422);
    expect(refused.body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await the.store.stock('TEE')).onHand).toBe(7);
  });

  it('does not record a refusal: the call is decided afresh', async () => {
    await the.store.post(path, { quantity: 30 }, 'k1').expect(409);
    await the.store.receive('TEE', 90);
    await the.store.post(path, { quantity: 30 }, 'k1').expect(201);
  });

  it('is looked up before any precondition: a replayed success never turns into a 409', async () => {
    await the.store.post(path, { quantity: 10 }, 'k1').expect(201);
    await the.store.post(path, { quantity: 10 }, 'k1').expect(201);
    const hold = { lines: [{ sku: 'TEE', quantity: 1 }], ttlSeconds: 60, id: 'h' };
    await the.store.receive('TEE', 1);
    await the.store.post('/inventory/reservations', hold).expect(201);
    await the.store.post('/inventory/reservations/h/commit', undefined, 'k2').expect(200);
    await the.store.post('/inventory/reservations/h/commit', undefined, 'k2').expect(200);
  });

  it('belongs to one store', async () => {
    const other = await the.house.store();
    await other.receive('TEE', 10);
    await the.store.post(path, { quantity: 3 }, 'k1').expect(201);
    const { headers } = await other.post(path, { quantity: 3 }, 'k1').expect(201);
    expect(headers['idempotent-replayed']).toBeUndefined();
  });

  it('is forgotten after IDEMPOTENCY_TTL_SECONDS', async () => {
    await the.store.post(path, { quantity: 1 }, 'k1').expect(201);
    const [key] = await the.house.redis.client.keys(`*${the.store.name}*k1`);
    expect(await the.house.redis.client.pttl(key!)).toBeLessThanOrEqual(2000);
    expect(await the.house.redis.client.pttl(key!)).toBeGreaterThan(0);
  });

  it('is needed by every POST that moves something', async () => {
    const url = `/v1/stores/${the.store.name}${path}`;
    const { body } = await supertest(the.house.url).post(url).send({ quantity: 1 }).expect(400);
    expect(body.code).toBe('IDEMPOTENCY_KEY_MISSING');
  });

  it.each(['a b', 'x'.repeat(256), 'ä'])('refuses the key %s', async (key) => {
    const encoded = Buffer.from(key, 'utf8').toString('latin1');
    const { body } = await the.store.post(path, { quantity: 1 }, encoded).expect(400);
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: 'Idempotency-Key' }] });
  });

  it('may be 255 characters of any visible ASCII', async () => {
    const key = ('!"#$%&\'()*+,-./{}|~\\'.repeat(13) + randomUUID()).slice(0, 255);
    const first = await the.store.post(path, { quantity: 1 }, key).expect(201);
    expect((await the.store.post(path, { quantity: 1 }, key).expect(201)).text).toBe(first.text);
    const { items } = (await the.store.get('/inventory/items/TEE/movements')).body;
    expect(items.at(-1).operationId).toBe(key);
  });
});

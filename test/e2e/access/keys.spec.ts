import supertest from 'supertest';
import { makeKey } from '../../../src/http/auth/api-keys';
import { eventually } from '../../support/eventually';
import { House } from '../../support/house';
import { Keys } from '../../support/keys';

let house: House;
const keys = new Keys();
const admin = keys.add('admin', ['admin']);
const reader = keys.add('reader', ['inventory:read']);
const shop = keys.add('shop', ['inventory:read', 'inventory:write'], ['main']);

beforeAll(async () => {
  house = await House.open({ API_KEYS_FILE: keys.file });
});
afterAll(async () => {
  await house.close();
  keys.remove();
});

const get = (path: string, key?: string) => {
  const request = supertest(house.url).get(path);
  return key === undefined ? request : request.set('Authorization', `Bearer ${key}`);
};
const receive = (key: string, store = 'main') =>
  supertest(house.url)
    .post(`/v1/stores/${store}/inventory/items/TEE/adjustments`)
    .set('Authorization', `Bearer ${key}`)
    .set('Idempotency-Key', `receive-${Math.random()}`)
    .send({ delta: 1, reason: 'received' });
const items = '/v1/stores/main/inventory/items';

describe('a call without a key', () => {
  it('is 401 and told how to carry one', async () => {
    const { body, headers } = await get(items).expect(401);
    expect(body).toMatchObject({ code: 'UNAUTHENTICATED', instance: items, requestId: expect.any(String) });
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it.each(['/health/live', '/health/ready', '/docs', '/openapi.json', '/openapi.yaml'])(
    'reaches %s',
    async (path) => {
      await get(path).expect(200);
    },
  );

  it.each(['/metrics', '/v1/stores', '/v1/stores/main', '/v1/stores/main/journal'])(
    'does not reach %s',
    async (path) => {
      await get(path).expect(401);
    },
  );

  it('is refused before its body is read', async () => {
    const answer = supertest(house.url).post(`${items}/TEE/adjustments`).type('json').send('{"delta":');
    await answer.expect(401);
  });

  it('to no route is 404', async () => {
    await get('/v1/nothing').expect(404);
  });
});

describe('a call with', () => {
  it.each([
    ['a key that nobody made', `Bearer ${makeKey()}`],
    ['a hash in place of its key', `Bearer ${'0'.repeat(64)}`],
  ])('%s is 401 invalid_token', async (_, authorization) => {
    const { body, headers } = await get(items).set('Authorization', authorization).expect(401);
    expect(body.code).toBe('UNAUTHENTICATED');
    expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it.each(['Basic YTpi', 'Bearer', `bearer ${' '.repeat(10)}`, admin, `Bearer ${admin} x`])(
    'Authorization: %s is 401',
    async (authorization) => {
      await get(items).set('Authorization', authorization).expect(401);
    },
  );

  it('the scheme in any case is let in', async () => {
    await get(items).set('Authorization', `bearer ${reader}`).expect(200);
  });
});

describe('a scope', () => {
  it('lets its key do what it names', async () => {
    await get(items, reader).expect(200);
    await receive(shop).expect(201);
  });

  it('to read is none to write, and 403 names the one that is missing', async () => {
    const { body } = await receive(reader).expect(403);
    expect(body).toMatchObject({ code: 'FORBIDDEN', missingScope: 'inventory:write' });
    expect(body.detail).toBe('The key "reader" does not have the scope inventory:write.');
  });

  it('of one domain is none of another', async () => {
    const { body } = await get('/v1/stores/main/ledger/accounts', reader).expect(403);
    expect(body.missingScope).toBe('ledger:read');
  });

  it('admin lets a key do everything', async () => {
    await get('/v1/stores/main/ledger/accounts', admin).expect(200);
    await receive(admin).expect(201);
    await get('/v1/stores', admin).expect(200);
    await get('/metrics', admin).expect(200);
  });
});

describe('the stores of a key', () => {
  it('are the only ones that it reaches, and 403 names the other', async () => {
    const { body } = await receive(shop, 'another').expect(403);
    expect(body).toMatchObject({ code: 'FORBIDDEN', missingStore: 'another' });
  });

  it('are compared with the name as it is meant, not as it is spelled', async () => {
    await get('/v1/stores/m%61in/inventory/items', shop).expect(200);
    await get('/v1/stores/oth%65r/inventory/items', shop).expect(403);
  });

  it('must be all of them for a call that is about no single one', async () => {
    const lister = keys.add('lister', ['stores:read'], ['main']);
    await eventually(() => get('/v1/stores/main', lister).expect(200));
    const { body } = await get('/v1/stores', lister).expect(403);
    expect(body.missingStore).toBe('*');
  });
});

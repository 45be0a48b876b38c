import { renameSync, rmSync, writeFileSync } from 'node:fs';
import supertest from 'supertest';
import { makeKey } from '../../../src/http/auth/api-keys';
import { House } from '../../support/house';
import { Keys } from '../../support/keys';
import { startRedis, TestRedis } from '../../support/redis-server';
import { sleep } from '../../support/time';

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

describe('the file', () => {
  it('is followed: a key added is let in, a key revoked is not, without a restart', async () => {
    const before = keys.add('late', ['inventory:read']);
    await eventually(() => get(items, before).expect(200));
    const other = new Keys();
    other.add('other', ['admin']);
    keys.save(JSON.stringify([]));
    await eventually(() => get(items, before).expect(401));
    keys.add('back', ['admin']);
    await eventually(() => get(items, before).expect(200));
    other.remove();
  });

  it('may be replaced by another of its name', async () => {
    const key = keys.add('renamed', ['inventory:read']);
    await eventually(() => get(items, key).expect(200));
    writeFileSync(`${keys.file}.new`, '[]');
    renameSync(`${keys.file}.new`, keys.file);
    await eventually(() => get(items, key).expect(401));
    keys.save();
    await eventually(() => get(items, key).expect(200));
  });

  it('that is broken or gone leaves the keys in force', async () => {
    for (const breakIt of [() => keys.save('[{'), () => rmSync(keys.file)]) {
      breakIt();
      await sleep(1_200);
      await get(items, reader).expect(200);
    }
    keys.save();
    const key = keys.add('mended', ['inventory:read']);
    await eventually(() => get(items, key).expect(200));
  });
});

describe('a file that cannot be used', () => {
  let redis: TestRedis;
  const broken = new Keys();
  const sha256 = '0'.repeat(64);

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => {
    await redis.stop();
    broken.remove();
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '[', 'it is not JSON'],
    ['no list', '{}', 'it must be a JSON list of keys'],
    [
      'an unknown scope',
      [{ name: 'a', sha256, scopes: ['stock:read'], stores: ['*'] }],
      '"stock:read" is not one of',
    ],
    ['no store', [{ name: 'a', sha256, scopes: ['admin'], stores: [] }], 'the key "a": stores: []'],
    [
      'a key in place of its hash',
      [{ name: 'a', sha256: makeKey(), scopes: ['admin'], stores: ['*'] }],
      'sha256 must',
    ],
    ['a slip', [{ name: 'a', sha256, scopes: ['admin'], store: ['*'] }], 'store is not one of'],
    [
      'one name twice',
      ['0', '1'].map((digit) => ({ name: 'a', sha256: digit.repeat(64), scopes: ['admin'], stores: ['*'] })),
      'a is there twice',
    ],
  ])('with %s stops the start in one line', async (_, content, reason) => {
    broken.save(typeof content === 'string' ? content : JSON.stringify(content));
    const start = House.open({ API_KEYS_FILE: broken.file }, redis);
    const error = await start.then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    expect(error!.message).toContain(`API_KEYS_FILE ${broken.file} cannot be used (`);
    expect(error!.message).toContain(reason);
    expect(error!.message).not.toContain('\n');
  });
});

/** The file is looked at twice a second. */
async function eventually(expectation: () => PromiseLike<unknown>): Promise<void> {
  for (const deadline = Date.now() + 5_000; ; await sleep(50)) {
    try {
      return void (await expectation());
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

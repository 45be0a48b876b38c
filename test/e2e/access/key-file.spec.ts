import { renameSync, rmSync, writeFileSync } from 'node:fs';
import supertest from 'supertest';
import { makeKey } from '../../../src/http/auth/api-keys';
import { eventually } from '../../support/eventually';
import { House } from '../../support/house';
import { Keys } from '../../support/keys';
import { startRedis, TestRedis } from '../../support/redis-server';
import { sleep } from '../../support/time';

describe('API_KEYS_FILE', () => {
  let house: House;
  const keys = new Keys();
  const reader = keys.add('reader', ['inventory:read']);
  const items = '/v1/stores/main/inventory/items';

  beforeAll(async () => {
    house = await House.open({ API_KEYS_FILE: keys.file });
  });
  afterAll(async () => {
    await house.close();
    keys.remove();
  });

  const get = (path: string, key: string) =>
    supertest(house.url).get(path).set('Authorization', `Bearer ${key}`);

  it('is followed: a key added is let in, a key revoked is not, without a restart', async () => {
    const before = keys.add('late', ['inventory:read']);
    await eventually(() => get(items, before).expect(200));
    keys.save(JSON.stringify([]));
    await eventually(() => get(items, before).expect(401));
    keys.add('back', ['admin']);
    await eventually(() => get(items, before).expect(200));
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

describe('an API_KEYS_FILE that cannot be used', () => {
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
      'one name three times',
      ['0', '1', '2'].map((digit) => ({
        name: 'a',
        sha256: digit.repeat(64),
        scopes: ['admin'],
        stores: ['*'],
      })),
      'a has more than two keys',
    ],
    [
      'one hash twice',
      ['a', 'b'].map((name) => ({ name, sha256, scopes: ['admin'], stores: ['*'] })),
      `${sha256} is there twice`,
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

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLibrary } from '../../src/platform/scripts/script-library';
import { LUA_ROOT } from '../../src/platform/scripts/script-source';
import { startRedis, TestRedis } from '../support/redis-server';
import { ScriptStore } from '../support/script-store';
import { strictLibrary } from '../support/lua-root';

it('a dry run knows every command that a script uses', () => {
  const text = readFileSync(join(LUA_ROOT, 'kernel/overlay-commands.lua'), 'utf8');
  const known = new Set([
    ...[...text.matchAll(/^function overlay_commands\.([A-Z]+)/gm)].map(([, name]) => name!),
    ...[.../local whole =\s*\{([^}]*)\}/.exec(text)![1]!.matchAll(/'([A-Z]+)'/g)].map(([, name]) => name!),
  ]);
  const used = loadLibrary().commands.map((command) => command.split(' ')[0]!);
  expect(used.filter((name) => !known.has(name))).toEqual([]);
});

describe('a script that runs dry', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it('leaves the next call nothing of its view, also where it failed', async () => {
    const store = await ScriptStore.create(redis.client, 'shop');
    const { dryRun, scripts } = strictLibrary();
    const { functionName } = scripts.get('inventory/read-stock')!;
    const keys = store.keysOf('inventory/read-stock', {});
    await redis.client.set(store.key('stock'), 'not a hash');
    const trial = redis.client.fcall(dryRun, keys.length, ...keys, functionName, 'TEE');
    await expect(trial).rejects.toThrow('WRONGTYPE');
    await redis.client.del(store.key('stock'));
    expect(await store.run('inventory/read-stock', { args: { sku: 'TEE' } })).toEqual([
      'SKU_NOT_FOUND',
      'TEE',
    ]);
  });
});

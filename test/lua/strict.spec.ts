import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installLibrary } from '../../src/platform/scripts/install-library';
import { loadLibrary } from '../../src/platform/scripts/script-library';
import { startRedis, TestRedis } from '../support/redis-server';

let redis: TestRedis;
let root: string;

beforeAll(async () => {
  redis = await startRedis();
  root = mkdtempSync(join(tmpdir(), 'ch-strict-'));
  mkdirSync(join(root, 'kernel'));
  mkdirSync(join(root, 'stores'));
  writeFileSync(join(root, 'kernel/till.lua'), '--- @state cash = 7\nlocal till = {}\nreturn till\n');
  const header = [
    '#!lua',
    '--- Counts.',
    '---',
    '--- KEYS: store',
    '--- ARGV:',
    '--- Replies:',
    '---   OK cash',
  ];
  const scripts = {
    declared: 'call.cash = call.cash + 1\nreturn { keys.store, call.cash }',
    'undeclared-state': 'return { call.sold or "none" }',
    'undeclared-key': 'return { keys.journal or "none" }',
  };
  for (const [name, body] of Object.entries(scripts)) {
    const lines = [...header, '--- @include "kernel/till"', body];
    writeFileSync(join(root, `stores/${name}.lua`), lines.join('\n'));
  }
});
afterAll(async () => {
  rmSync(root, { recursive: true });
  await redis.stop();
});

async function run(name: string, strict: boolean): Promise<unknown> {
  const library = loadLibrary({ root, strict });
  await installLibrary(redis.client, library);
  return redis.client.fcall(library.scripts.get(`stores/${name}`)!.functionName, 1, 'shop');
}

describe('the library of the tests', () => {
  it('runs a script that reads what it declares, with the state anew in each call', async () => {
    for (let i = 0; i < 2; i++) expect(await run('declared', true)).toEqual(['shop', 8]);
  });

  it.each([
    ['state of a call', 'undeclared-state', 'the state sold is not declared'],
    ['a key', 'undeclared-key', 'the key journal is not declared'],
  ])('fails a script that reads %s which nothing declares', async (_, name, message) => {
    await expect(run(name, true)).rejects.toThrow(message);
    expect(await run(name, false)).toEqual(['none']);
  });
});

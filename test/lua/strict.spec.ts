import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installLibrary } from '../../src/platform/scripts/install-library';
import { loadLibrary } from '../../src/platform/scripts/script-library';
import { startRedis, TestRedis } from '../support/redis-server';

let redis: TestRedis;
let root: string;

const header = [
  '#!lua',
  '--- Counts.',
  '---',
  '--- KEYS: store',
  '--- ARGV:',
  '--- Replies:',
  '---   OK cash',
  '--- @include "kernel/till"',
];

/** A folder of Lua with these scripts, which share a part that keeps `cash`. */
function rootOf(scripts: Record<string, string>): string {
  const made = mkdtempSync(join(tmpdir(), 'ch-strict-'));
  mkdirSync(join(made, 'kernel'));
  mkdirSync(join(made, 'stores'));
  writeFileSync(join(made, 'kernel/till.lua'), '--- @state cash = 7\nlocal till = {}\nreturn till\n');
  for (const [name, body] of Object.entries(scripts)) {
    writeFileSync(join(made, `stores/${name}.lua`), [...header, body].join('\n'));
  }
  return made;
}

beforeAll(async () => {
  redis = await startRedis();
  root = rootOf({
    declared: 'call.cash = call.cash + 1\nreturn { keys.store, call.cash }',
    failing: "call.cash = call.cash + 1\nerror('spilt')",
    'undeclared-key': 'return { keys.journal or "none" }',
  });
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

  it('fails a script that reads a key which nothing declares', async () => {
    await expect(run('undeclared-key', true)).rejects.toThrow('the key journal is not declared');
    expect(await run('undeclared-key', false)).toEqual(['none']);
  });
});

describe('the state of a call', () => {
  it('is anew after a call that failed', async () => {
    for (let i = 0; i < 2; i++) await expect(run('failing', false)).rejects.toThrow('spilt');
    expect(await run('declared', false)).toEqual(['shop', 8]);
  });

  it.each([
    ['reads', 'return { call.sold or "none" }', 'call.sold'],
    ['writes', 'call.sold = 1\nreturn {}', 'call.sold'],
    ['reads by a name that it works out', "return { call['ca' .. 'sh'] }", 'call['],
  ])('keeps a library from loading whose script %s what nothing declares', (_, body, what) => {
    const other = rootOf({ undeclared: body });
    expect(() => loadLibrary({ root: other })).toThrow(
      `lua/stores/undeclared.lua uses ${what}, which none of its parts declares`,
    );
    rmSync(other, { recursive: true });
  });
});

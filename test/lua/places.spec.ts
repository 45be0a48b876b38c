import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadLibrary } from '../../src/platform/scripts/script-library';
import { inSource, ScriptFailure } from '../../src/platform/scripts/script-failure';
import { startRedis, TestRedis } from '../support/redis-server';

let redis: TestRedis;
let root: string;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ch-lua-'));
});
afterEach(async () => {
  rmSync(root, { recursive: true });
  await redis.client.function('FLUSH');
});

function write(name: string, ...lines: string[]): void {
  const path = join(root, `${name}.lua`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, lines.join('\n'));
}

/** A script whose body begins in line 9, behind a part of which line 4 runs. */
function writeScript(body: string[], inPart = 'return value'): void {
  const header = ['--- Sells.', '---', '--- KEYS: store', '--- ARGV:', '--- Replies:', '---   OK'];
  write('orders/sell', '#!lua', ...header, '--- @include "orders/parts/a"', ...body);
  write('orders/parts/a', 'local a = {}', '', 'function a.run(call, value)', inPart, 'end', '', 'return a');
}

/** Redis' message about the script that is to fail, as it is read. */
async function failureOf(strict = false): Promise<ScriptFailure> {
  const library = loadLibrary({ root, strict });
  await redis.client.function('LOAD', library.source);
  const { functionName } = library.scripts.get('orders/sell')!;
  const error = await redis.client.fcall(functionName, 1, 'ch:{s}:store').then(
    () => new Error('it did not fail'),
    (thrown: Error) => thrown,
  );
  return inSource(library, error.message, 'orders/sell');
}

describe('an error of a script, as Redis tells it', () => {
  it('is in the line of the script that raised it', async () => {
    writeScript(['', "error('CORRUPT orders o')"]);
    expect(await failureOf()).toEqual({
      message: 'ERR lua/orders/sell.lua:10: CORRUPT orders o',
      lua: 'lua/orders/sell.lua:10',
      place: { key: 'orders', field: 'o' },
    });
  });

  it('is in the line of the part that raised it', async () => {
    writeScript(['a.run(call, nil)', 'return {}'], 'local none = value.x');
    expect(await failureOf()).toEqual({
      message: "ERR lua/orders/parts/a.lua:4: attempt to index local 'value' (a nil value)",
      lua: 'lua/orders/parts/a.lua:4',
    });
  });

  it('is in the line that called Redis, where the command failed', async () => {
    await redis.client.set('ch:{s}:store', 'a string');
    writeScript(['a.run(call, nil)', 'return {}'], "redis.call('HGET', call.keys.store, 'x')");
    expect(await failureOf()).toEqual({
      message: 'WRONGTYPE Operation against a key holding the wrong kind of value',
      lua: 'lua/orders/parts/a.lua:4',
    });
  });

  it('is in the script as a whole, where the line was generated', async () => {
    writeScript(['return { keys.nothing_of_that_name }']);
    expect(await failureOf(true)).toEqual({
      message: 'ERR lua/orders/sell.lua: the key nothing_of_that_name is not declared',
      lua: 'lua/orders/sell.lua',
    });
  });

  it('leaves an id alone that looks like a line of the library', async () => {
    writeScript(["error('CORRUPT stock user_function:12: its record is missing')"]);
    expect(await failureOf()).toEqual({
      message: 'ERR lua/orders/sell.lua:9: CORRUPT stock user_function:12: its record is missing',
      lua: 'lua/orders/sell.lua:9',
      place: { key: 'stock', field: 'user_function:12' },
    });
  });

  it('names a key that is there once per id', async () => {
    writeScript(["error('CORRUPT cart ch:{s}:cart:c')"]);
    expect((await failureOf()).place).toEqual({ key: 'cart:c' });
  });

  it('names no key where a script means one of two, or one that is none', async () => {
    writeScript(["error('CORRUPT accounts ann or bob')"]);
    expect(await failureOf()).not.toHaveProperty('place');
    await redis.client.function('FLUSH');
    writeScript(["error('CORRUPT constructor x')"]);
    expect(await failureOf()).not.toHaveProperty('place');
  });
});

it('a library that Redis refuses is refused with the line of its source', async () => {
  writeScript(['local x = = 1']);
  const library = loadLibrary({ root });
  const error = await redis.client.function('LOAD', library.source).catch((thrown: Error) => thrown);
  expect(inSource(library, (error as Error).message)).toEqual({
    message: "ERR Error compiling function: lua/orders/sell.lua:9: unexpected symbol near '='",
    lua: 'lua/orders/sell.lua:9',
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadLibrary } from '../../src/redis/script-library';
import { readScripts, Script } from '../../src/redis/script-source';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ch-lua-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(name: string, ...lines: string[]): void {
  const path = join(root, `${name}.lua`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, lines.join('\n'));
}

const header = ['--- Sells.', '---', '--- KEYS: store, hold...', '--- ARGV: id, (sku, quantity)...'];
const script = (...body: string[]): string[] => [
  '#!lua',
  ...header,
  '---   id is new',
  '--- Replies:',
  '---   OK id',
  ...body,
];
const include = (name: string): string => `--- @include "${name}"`;
const read = (name: string): Script => readScripts(root).find((script) => script.name === name)!;

describe('readScripts()', () => {
  it('reads the contract from the header', () => {
    write('shop/sell', ...script('return {}'));
    expect(read('shop/sell').header).toEqual({
      description: 'Sells.',
      keys: ['store', 'hold...'],
      args: ['id', '(sku, quantity)...'],
      argNotes: 'id is new',
      replies: ['OK id'],
    });
  });

  it('reads keys and arguments on over the end of a line, where a comma stands', () => {
    const text = script('return {}').map((line) =>
      line.replace('store, hold', 'store,\n---   hold').replace('id, (', 'id,\n---   ('),
    );
    write('shop/sell', ...text);
    const { keys, args, argNotes } = read('shop/sell').header;
    expect({ keys, args, argNotes }).toEqual({
      keys: ['store', 'hold...'],
      args: ['id', '(sku, quantity)...'],
      argNotes: 'id is new',
    });
  });

  it('puts each fragment once, behind those it rests on', () => {
    write('shop/sell', ...script(include('lib/b-stock'), include('shop/a'), 'return a'));
    write('shop/a', include('lib/b-stock'), 'return {}');
    write('lib/b-stock', 'return {}');
    expect(read('shop/sell').fragments.map(({ local }) => local)).toEqual(['b_stock', 'a']);
  });

  it('takes files without a first line #!lua for fragments', () => {
    write('lib/stock', 'return {}');
    expect(readScripts(root)).toEqual([]);
  });

  it('refuses fragments that include each other in a circle, and names the way round', () => {
    write('shop/sell', ...script(include('lib/a')));
    write('lib/a', include('lib/b'));
    write('lib/b', include('lib/a'));
    expect(() => readScripts(root)).toThrow(
      'shop/sell includes lib/a includes lib/b includes lib/a: a circle',
    );
  });

  it('refuses the same include twice in a file', () => {
    write('shop/sell', ...script(include('lib/a'), include('lib/a')));
    write('lib/a', 'return {}');
    expect(() => readScripts(root)).toThrow('lua/shop/sell.lua includes lib/a twice');
  });

  it('refuses the same include twice in a fragment', () => {
    write('shop/sell', ...script(include('lib/a')));
    write('lib/a', include('lib/b'), include('lib/b'));
    write('lib/b', 'return {}');
    expect(() => readScripts(root)).toThrow('lua/lib/a.lua includes lib/b twice');
  });

  it.each(['shop/sell', 'lib/a'])('refuses what belongs to another folder, included by %s', (by) => {
    write('shop/sell', ...script(include(by === 'lib/a' ? 'lib/a' : 'bank/b')));
    write('lib/a', include('bank/b'));
    write('bank/b', 'return {}');
    expect(() => readScripts(root)).toThrow(
      'lua/shop/sell.lua includes bank/b: only lib/ and its own folder',
    );
  });

  it('refuses an include that is not there', () => {
    write('shop/sell', ...script(include('lib/a')));
    expect(() => readScripts(root)).toThrow(/ENOENT.*lib\/a\.lua/);
  });

  it('refuses a family of what is one key in a store', () => {
    write('shop/sell', ...script('return {}').map((line) => line.replace('hold...', 'stock*')));
    expect(() => readScripts(root)).toThrow(
      'lua/shop/sell.lua: stock* is no family: a store has one key stock',
    );
  });

  it('refuses a key that is none', () => {
    write('shop/sell', ...script('return {}').map((line) => line.replace('hold...', 'hold?')));
    expect(() => readScripts(root)).toThrow('lua/shop/sell.lua: hold? is no key');
  });

  it.each(['KEYS:', 'ARGV:', 'Replies:'])('refuses a header without a line %s', (label) => {
    write('shop/sell', ...script().filter((line) => !line.startsWith(`--- ${label}`)));
    expect(() => readScripts(root)).toThrow(`lua/shop/sell.lua: its header has no line "--- ${label}"`);
  });
});

describe('loadLibrary()', () => {
  it('gives a script what the names of a family begin with, beside the key that it names itself', () => {
    write('shop/sell', ...script('return {}', '').map((line) => line.replace('hold...', 'hold, hold*')));
    const { source, scripts } = loadLibrary(root);
    expect(source).toContain('own.hold = given_keys[2]\nown.hold_base = given_keys[3]\n');
    expect(scripts.get('shop/sell')!.keys).toEqual([
      { name: 'store', kind: 'one', local: 'store' },
      { name: 'hold', kind: 'one', local: 'hold' },
      { name: 'hold', kind: 'family', local: 'hold_base' },
    ]);
  });

  it('gives a script its keys under their names, all of them set by every call, in a table that no other has', () => {
    for (const name of ['sell', 'hold']) write(`shop/${name}`, ...script('return {}', ''));
    const given = [
      'local own = {}',
      'return function(given_keys, given_arguments)',
      'local own = own',
      expect.stringMatching(/^if not redis then .+ = globals\(\) end$/),
      'KEYS, ARGV, keys = given_keys, given_arguments, own',
      'own.store = given_keys[1]',
      'own.hold = { unpack(given_keys, 2) }',
    ];
    const lines = loadLibrary(root).source.split('\n');
    const starts = lines.flatMap((line, i) => (line === given[0] ? [i] : []));
    expect(starts).toHaveLength(2);
    for (const start of starts) expect(lines.slice(start, start + given.length)).toEqual(given);
  });

  it('prepares the fragments that have something to prepare, in their order', () => {
    write('shop/sell', ...script(include('lib/a'), include('lib/c'), 'return {}', ''));
    write('lib/a', include('lib/b'), 'local a = {}', 'function a.prepare()', 'end', 'return a', '');
    write('lib/b', 'local b = {}', 'function b.prepare()', 'end', 'return b', '');
    write('lib/c', 'return {}', '');
    const calls = [...loadLibrary(root).source.matchAll(/^(\w+)\.prepare\(\)$/gm)];
    expect(calls.map((match) => match[1])).toEqual(['b', 'a']);
  });

  it('holds a fragment once, however many scripts include it', () => {
    write('shop/sell', ...script(include('lib/a'), 'return {}', ''));
    write('shop/buy', ...script(include('lib/a'), 'return {}', ''));
    write('lib/a', 'return { one = 1 }', '');
    expect(loadLibrary(root).source.split('return { one = 1 }')).toHaveLength(2);
  });

  it('keeps fragments of the same name in two folders apart', () => {
    for (const folder of ['shop', 'bank']) {
      write(`${folder}/sell`, ...script(include(`${folder}/a`), 'return a', ''));
      write(`${folder}/a`, `return { '${folder}' }`, '');
    }
    const blocks = loadLibrary(root).source.split(/^do$/m).slice(1);
    expect(blocks.map((block) => /return \{ '(\w+)' \}/.exec(block)![1])).toEqual(['bank', 'shop']);
  });

  it('has another name, and other names of functions, when a script changes', () => {
    write('shop/sell', ...script('return {}', ''));
    const before = loadLibrary(root);
    write('shop/sell', ...script('return { 1 }', ''));
    const after = loadLibrary(root);
    expect(after.name).not.toBe(before.name);
    expect(after.scripts.get('shop/sell')!.functionName).not.toBe(
      before.scripts.get('shop/sell')!.functionName,
    );
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadLibrary } from '../../src/platform/scripts/script-library';
import { readScripts, Script } from '../../src/platform/scripts/script-source';

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

const header = [
  '--- Sells.',
  '---',
  '--- KEYS: store, hold...',
  '--- ARGV: id, lines (sku, quantity: count)... 1..100',
];
const script = (...body: string[]): string[] => [
  '#!lua',
  ...header,
  '---   id is new',
  '--- Replies:',
  '---   OK id',
  ...body,
];
const include = (name: string): string => `--- @include "${name}"`;
const begin = (name: string): string =>
  `local ${name} = {}\n\n--- @begin\nfunction ${name}.begin(call)\nend\n\nreturn ${name}\n`;
const read = (name: string): Script => readScripts(root).find((script) => script.name === name)!;

describe('readScripts()', () => {
  it('reads the contract from the header', () => {
    write('orders/sell', ...script('return {}'));
    expect(read('orders/sell').header).toEqual({
      description: 'Sells.',
      keys: ['store', 'hold...'],
      args: {
        text: 'id, lines (sku, quantity: count)... 1..100',
        named: [{ name: 'id', type: 'text' }],
        group: {
          name: 'lines',
          fields: [
            { name: 'sku', type: 'text' },
            { name: 'quantity', type: 'count' },
          ],
          least: 1,
          most: 100,
        },
      },
      argNotes: 'id is new',
      replies: ['OK id'],
    });
  });

  it('reads keys and arguments on over the end of a line, where a comma stands', () => {
    const text = script('return {}').map((line) =>
      line.replace('store, hold', 'store,\n---   hold').replace('id, lines', 'id,\n---   lines'),
    );
    write('orders/sell', ...text);
    const { keys, args, argNotes } = read('orders/sell').header;
    expect({ keys, args, argNotes }).toEqual({
      keys: ['store', 'hold...'],
      args: expect.objectContaining({ text: 'id, lines (sku, quantity: count)... 1..100' }),
      argNotes: 'id is new',
    });
  });

  it('puts each fragment once, behind those it rests on', () => {
    write('orders/sell', ...script(include('kernel/b-stock'), include('orders/a'), 'return a'));
    write('orders/a', include('kernel/b-stock'), 'return {}');
    write('kernel/b-stock', 'return {}');
    expect(read('orders/sell').fragments.map(({ local }) => local)).toEqual(['b_stock', 'a']);
  });

  it('takes files without a first line #!lua for fragments', () => {
    write('kernel/stock', 'return {}');
    expect(readScripts(root)).toEqual([]);
  });

  it('refuses fragments that include each other in a circle, and names the way round', () => {
    write('orders/sell', ...script(include('kernel/a')));
    write('kernel/a', include('kernel/b'));
    write('kernel/b', include('kernel/a'));
    expect(() => readScripts(root)).toThrow(
      'orders/sell includes kernel/a includes kernel/b includes kernel/a: a circle',
    );
  });

  it('refuses the same include twice in a file', () => {
    write('orders/sell', ...script(include('kernel/a'), include('kernel/a')));
    write('kernel/a', 'return {}');
    expect(() => readScripts(root)).toThrow('lua/orders/sell.lua includes kernel/a twice');
  });

  it('refuses the same include twice in a fragment', () => {
    write('orders/sell', ...script(include('kernel/a')));
    write('kernel/a', include('kernel/b'), include('kernel/b'));
    write('kernel/b', 'return {}');
    expect(() => readScripts(root)).toThrow('lua/kernel/a.lua includes kernel/b twice');
  });

  it('refuses a part of another domain that does not export it', () => {
    write('orders/sell', ...script(include('ledger/parts/b')));
    write('ledger/parts/b', 'return {}');
    expect(() => readScripts(root)).toThrow(
      'lua/orders/sell.lua includes ledger/parts/b, which ledger does not export',
    );
  });

  it('lets a domain include what another exports', () => {
    write('orders/sell', ...script(include('ledger/parts/b'), 'return {}'));
    write('ledger/parts/b', '--- @export', 'return {}');
    expect(read('orders/sell').fragments.map(({ path }) => path)).toEqual(['ledger/parts/b']);
  });

  it.each([
    ['ledger/sell', 'ledger may not know orders'],
    ['kernel/a', 'kernel may not know orders'],
  ])('refuses to let %s include what is above it', (by, why) => {
    write('ledger/sell', ...script(include(by === 'kernel/a' ? 'kernel/a' : 'orders/parts/b')));
    write('kernel/a', include('orders/parts/b'), 'return {}');
    write('orders/parts/b', '--- @export', 'return {}');
    expect(() => readScripts(root)).toThrow(`lua/${by}.lua includes orders/parts/b: ${why}`);
  });

  it('refuses a room that lua/ has not', () => {
    write('shop/sell', ...script(include('shop/a')));
    write('shop/a', 'return {}');
    expect(() => readScripts(root)).toThrow('lua/shop/sell.lua includes shop/a: lua/ has no such room');
  });

  it.each([
    ['id: number', 'the argument "id: number", which is none'],
    ['id <= 7', 'the argument "id <= 7", which is none'],
    ['lines (sku)...', 'the group "lines (sku)...", which is none'],
  ])('refuses the arguments %s', (args, what) => {
    write('orders/sell', ...script('return {}').map((line) => line.replace(/ARGV: .*/, `ARGV: ${args}`)));
    expect(() => readScripts(root)).toThrow(`lua/orders/sell.lua: its header declares ${what}`);
  });

  it('refuses an include that is not there', () => {
    write('orders/sell', ...script(include('kernel/a')));
    expect(() => readScripts(root)).toThrow(/ENOENT.*kernel\/a\.lua/);
  });

  it('refuses a family of what is one key in a store', () => {
    write('orders/sell', ...script('return {}').map((line) => line.replace('hold...', 'stock*')));
    expect(() => readScripts(root)).toThrow(
      'lua/orders/sell.lua: stock* is no family: a store has one key stock',
    );
  });

  it('refuses a key that is none', () => {
    write('orders/sell', ...script('return {}').map((line) => line.replace('hold...', 'hold?')));
    expect(() => readScripts(root)).toThrow('lua/orders/sell.lua: hold? is no key');
  });

  it.each(['KEYS:', 'ARGV:', 'Replies:'])('refuses a header without a line %s', (label) => {
    write('orders/sell', ...script().filter((line) => !line.startsWith(`--- ${label}`)));
    expect(() => readScripts(root)).toThrow(`lua/orders/sell.lua: its header has no line "--- ${label}"`);
  });
});

describe('loadLibrary()', () => {
  it('gives a script what the names of a family begin with, beside the key that it names itself', () => {
    write('orders/sell', ...script('return {}', '').map((line) => line.replace('hold...', 'hold, hold*')));
    const { source, scripts } = loadLibrary({ root });
    expect(source).toContain('keys.hold = given_keys[2]\nkeys.hold_base = given_keys[3]\n');
    expect(scripts.get('orders/sell')!.keys).toEqual([
      { name: 'store', kind: 'one', local: 'store' },
      { name: 'hold', kind: 'one', local: 'hold' },
      { name: 'hold', kind: 'family', local: 'hold_base' },
    ]);
  });

  it('gives a script its keys under their names, all of them set by every call, in a table that no other has', () => {
    for (const name of ['sell', 'hold']) write(`orders/${name}`, ...script('return {}', ''));
    const given = [
      'local own, call = {}, nil',
      'return function(given_keys, given_arguments, tried)',
      'local keys = own',
      expect.stringMatching(/^if not plain then .+ = globals\(\) plain = redis end$/),
      'redis = tried or plain',
      'keys.store = given_keys[1]',
      'keys.hold = { unpack(given_keys, 2) }',
      'local id = given_arguments[1]',
    ];
    const lines = loadLibrary({ root }).source.split('\n');
    const starts = lines.flatMap((line, i) => (line === given[0] ? [i] : []));
    expect(starts).toHaveLength(2);
    for (const start of starts) expect(lines.slice(start, start + given.length)).toEqual(given);
  });

  it('gives a script one table of what its fragments keep, all of it set by every call, and begins those that have to', () => {
    write('orders/sell', ...script(include('kernel/a'), include('kernel/c'), 'return {}', ''));
    write(
      'kernel/a',
      include('kernel/b'),
      '--- @state staged = {}, id = argument id, other = argument other',
      begin('a'),
    );
    write('kernel/b', '--- @state seen = false', begin('b'));
    write('kernel/c', 'return {}', '');
    const { source } = loadLibrary({ root });
    expect(source).toContain(
      [
        'if not call then call = { keys = keys, seen = false, staged = false, id = false, other = false } end',
        'call.seen = false',
        'call.staged = {}',
        'call.id = id',
        'call.other = false',
        'b.begin(call)',
        'a.begin(call)\n',
      ].join('\n'),
    );
  });

  it('refuses two fragments of a script that keep something under one name', () => {
    write('orders/sell', ...script(include('kernel/a'), include('kernel/b'), 'return {}', ''));
    for (const name of ['a', 'b']) write(`kernel/${name}`, '--- @state staged = {}', 'return {}', '');
    expect(() => loadLibrary({ root })).toThrow(
      'lua/orders/sell.lua: two of its parts keep staged during a call',
    );
  });

  it('sets a key that a fragment may do without to false where the script does not declare it', () => {
    write('orders/sell', ...script(include('kernel/a'), 'return {}', ''));
    write('kernel/a', '--- @optional-key sold', 'return {}', '');
    expect(loadLibrary({ root }).source).toContain('keys.sold = false\n');
  });

  it('knows the file and line of each line of its source', () => {
    write('orders/sell', ...script(include('kernel/a'), 'return { 7 }', ''));
    write('kernel/a', '-- A part.', 'return { 8 }', '');
    const { source, placeOf } = loadLibrary({ root });
    const lineOf = (text: string): number => source.split('\n').indexOf(text) + 1;
    expect(placeOf(lineOf('return { 7 }'))).toEqual({ file: 'lua/orders/sell.lua', line: 10 });
    expect(placeOf(lineOf('return { 8 }'))).toEqual({ file: 'lua/kernel/a.lua', line: 2 });
    expect(placeOf(1)).toBeUndefined();
  });

  it('holds a fragment once, however many scripts include it', () => {
    write('orders/sell', ...script(include('kernel/a'), 'return {}', ''));
    write('orders/buy', ...script(include('kernel/a'), 'return {}', ''));
    write('kernel/a', 'return { one = 1 }', '');
    expect(loadLibrary({ root }).source.split('return { one = 1 }')).toHaveLength(2);
  });

  it('refuses two fragments that would go by one name', () => {
    for (const folder of ['orders', 'ledger']) {
      write(`${folder}/sell`, ...script(include(`${folder}/parts/a`), 'return a', ''));
      write(`${folder}/parts/a`, 'return {}', '');
    }
    expect(() => loadLibrary({ root })).toThrow(
      'lua/orders/parts/a.lua and lua/ledger/parts/a.lua would both be known as a',
    );
  });

  it('has another name, and other names of functions, when a script changes', () => {
    write('orders/sell', ...script('return {}', ''));
    const before = loadLibrary({ root });
    write('orders/sell', ...script('return { 1 }', ''));
    const after = loadLibrary({ root });
    expect(after.name).not.toBe(before.name);
    expect(after.scripts.get('orders/sell')!.functionName).not.toBe(
      before.scripts.get('orders/sell')!.functionName,
    );
  });
});

describe('the arguments of a script', () => {
  const reading = (args: string): string => {
    write('orders/sell', ...script('return {}', '').map((line) => line.replace(/ARGV: .*/, `ARGV: ${args}`)));
    return loadLibrary({ root }).source;
  };

  it.each([
    ['id', 'local id = given_arguments[1]\n'],
    ['id: text or none', "local id = given_arguments[1] ~= '' and given_arguments[1]\n"],
    [
      'wanted: flag',
      "local wanted = given_arguments[1] == 'yes'\nif not wanted and given_arguments[1] ~= 'no' then",
    ],
    [
      'units: count',
      'local units = (integer.counts[given_arguments[1]] or integer.positive(given_arguments[1]))\nif not units then',
    ],
    ['units: count <= 9', 'local units = integer.within(given_arguments[1], 9)\nif not units then'],
    ['units: amount or false', 'local units = integer.amount(given_arguments[1]) or false\n'],
    [
      'way: asc|desc',
      "local way = (given_arguments[1] == 'asc' or given_arguments[1] == 'desc') and given_arguments[1]\n",
    ],
  ])('are read as %s says', (args, lua) => {
    expect(reading(args)).toContain(lua);
  });
});

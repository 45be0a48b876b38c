import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadScripts, Script } from '../../src/redis/script-source';

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
const load = (name: string): Script => loadScripts(root).get(name)!;

describe('loadScripts()', () => {
  it('reads the contract from the header', () => {
    write('shop/sell', ...script('return {}'));
    expect(load('shop/sell').header).toEqual({
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
    const { keys, args, argNotes } = load('shop/sell').header;
    expect({ keys, args, argNotes }).toEqual({
      keys: ['store', 'hold...'],
      args: ['id', '(sku, quantity)...'],
      argNotes: 'id is new',
    });
  });

  it('puts the keys under their names behind the first line', () => {
    write('shop/sell', ...script('return {}'));
    const [first, second] = load('shop/sell').source.split('\n');
    expect([first, second]).toEqual([
      '#!lua',
      'local keys = { store = KEYS[1], hold = { unpack(KEYS, 2) } }',
    ]);
  });

  it('puts each fragment once, behind those it rests on and before the script', () => {
    write('shop/sell', ...script(include('lib/b-stock'), include('shop/a'), 'return a'));
    write('shop/a', include('lib/b-stock'), 'return {}');
    write('lib/b-stock', 'return {}');
    const order = [...load('shop/sell').source.matchAll(/^(?:local (\w+) = \(function|return a$)/gm)];
    expect(order.map((match) => match[1])).toEqual(['b_stock', 'a', undefined]);
  });

  it('takes files without a first line #!lua for fragments', () => {
    write('lib/stock', 'return {}');
    expect([...loadScripts(root).keys()]).toEqual([]);
  });

  it('refuses fragments that include each other in a circle, and names the way round', () => {
    write('shop/sell', ...script(include('lib/a')));
    write('lib/a', include('lib/b'));
    write('lib/b', include('lib/a'));
    expect(() => loadScripts(root)).toThrow(
      'shop/sell includes lib/a includes lib/b includes lib/a: a circle',
    );
  });

  it('refuses the same include twice in a file', () => {
    write('shop/sell', ...script(include('lib/a'), include('lib/a')));
    write('lib/a', 'return {}');
    expect(() => loadScripts(root)).toThrow('lua/shop/sell.lua includes lib/a twice');
  });

  it('refuses the same include twice in a fragment', () => {
    write('shop/sell', ...script(include('lib/a')));
    write('lib/a', include('lib/b'), include('lib/b'));
    write('lib/b', 'return {}');
    expect(() => loadScripts(root)).toThrow('lua/lib/a.lua includes lib/b twice');
  });

  it.each(['shop/sell', 'lib/a'])('refuses what belongs to another folder, included by %s', (by) => {
    write('shop/sell', ...script(include(by === 'lib/a' ? 'lib/a' : 'bank/b')));
    write('lib/a', include('bank/b'));
    write('bank/b', 'return {}');
    expect(() => loadScripts(root)).toThrow(
      'lua/shop/sell.lua includes bank/b: only lib/ and its own folder',
    );
  });

  it('refuses an include that is not there', () => {
    write('shop/sell', ...script(include('lib/a')));
    expect(() => loadScripts(root)).toThrow(/ENOENT.*lib\/a\.lua/);
  });

  it.each(['KEYS:', 'ARGV:', 'Replies:'])('refuses a header without a line %s', (label) => {
    write('shop/sell', ...script().filter((line) => !line.startsWith(`--- ${label}`)));
    expect(() => loadScripts(root)).toThrow(`lua/shop/sell.lua: its header has no line "--- ${label}"`);
  });
});

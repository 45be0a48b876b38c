import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeyName } from './keys';

export const LUA_ROOT = join(__dirname, '..', '..', 'lua');

/** What a script's header promises: the contract between Lua, TypeScript and docs/scripts.md. */
export interface ScriptHeader {
  description: string;
  /** Key names in the order of KEYS; the last may end in `...`. */
  keys: string[];
  /** Argument names in the order of ARGV; the last may be a repeating group such as `(sku, quantity)...`. */
  args: string[];
  argNotes: string;
  /** `OK …` and the refusals, one a line. */
  replies: string[];
}

export interface Script {
  /** `inventory/reserve` */
  name: string;
  header: ScriptHeader;
  /** The names in the header, without the marks of repeating ones; worked out once, for every call needs them. */
  keyNames: KeyName[];
  namedArgs: string[];
  /** The text that Redis runs: shebang, key names, fragments in dependency order, the script. */
  source: string;
  sha: string;
}

/** Every file under lua/ that begins with `#!lua`, with its includes resolved. */
export function loadScripts(root = LUA_ROOT): Map<string, Script> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.lua'))
    .map((path) => path.replace(/\.lua$/, ''))
    .sort();
  const scripts = new Map<string, Script>();
  for (const name of names) {
    const text = readFileSync(join(root, `${name}.lua`), 'utf8');
    if (text.startsWith('#!lua')) scripts.set(name, compile(root, name, text));
  }
  return scripts;
}

function compile(root: string, name: string, text: string): Script {
  const header = parseHeader(name, text);
  const end = text.indexOf('\n');
  const parts = [
    text.slice(0, end),
    keysTable(header.keys),
    ...fragments(root, name, text),
    text.slice(end + 1),
  ];
  const source = parts.join('\n');
  return {
    name,
    header,
    keyNames: header.keys.map((key) => key.replace('...', '') as KeyName),
    namedArgs: header.args.filter((arg) => !arg.endsWith('...')),
    source,
    sha: createHash('sha1').update(source).digest('hex'),
  };
}

/** `KEYS` under the names that the header gives them; the contract cannot differ from the code. */
function keysTable(keys: string[]): string {
  const fields = keys.map((key, i) =>
    key.endsWith('...') ? `${key.slice(0, -3)} = { unpack(KEYS, ${i + 1}) }` : `${key} = KEYS[${i + 1}]`,
  );
  return `local keys = { ${fields.join(', ')} }`;
}

/** The fragments that a script includes, each once, those it rests on before it. */
function fragments(root: string, name: string, text: string): string[] {
  const emitted = new Map<string, string>();
  const visit = (includes: string[], path: string[]): void => {
    for (const include of includes) {
      if (path.includes(include)) throw new Error(`${[...path, include].join(' includes ')}: a circle`);
      if (emitted.has(include)) continue;
      if (!include.startsWith('lib/') && include.split('/')[0] !== name.split('/')[0]) {
        throw new Error(`lua/${name}.lua includes ${include}: only lib/ and its own folder are open to it`);
      }
      const fragment = readFileSync(join(root, `${include}.lua`), 'utf8');
      visit(includesOf(include, fragment), [...path, include]);
      const local = include.split('/').pop()!.replaceAll('-', '_');
      emitted.set(include, `local ${local} = (function()\n${fragment}\nend)()`);
    }
  };
  visit(includesOf(name, text), [name]);
  return [...emitted.values()];
}

function includesOf(name: string, text: string): string[] {
  const includes = [...text.matchAll(/^--- @include "([^"]+)"$/gm)].map((match) => match[1]!);
  const twice = includes.find((include, i) => includes.indexOf(include) !== i);
  if (twice) throw new Error(`lua/${name}.lua includes ${twice} twice`);
  return includes;
}

function parseHeader(name: string, text: string): ScriptHeader {
  const lines = text.split('\n').slice(1);
  const end = lines.findIndex((line) => !line.startsWith('---') || line.startsWith('--- @include'));
  const header = lines.slice(0, end).map((line) => line.replace(/^--- ?/, ''));
  const at = (label: string): number => {
    const index = header.findIndex((line) => line.startsWith(label));
    if (index < 0) throw new Error(`lua/${name}.lua: its header has no line "--- ${label}"`);
    return index;
  };
  const [keys, args, replies] = [at('KEYS:'), at('ARGV:'), at('Replies:')];
  return {
    description: header.slice(0, keys).join(' ').trim(),
    keys: list(header.slice(keys, endOf(header, keys)).join(' ').slice('KEYS:'.length)),
    args: list(header.slice(args, endOf(header, args)).join(' ').slice('ARGV:'.length)),
    argNotes: trimmed(header.slice(endOf(header, args), replies)).join(' '),
    replies: trimmed(header.slice(replies + 1)),
  };
}

function trimmed(lines: string[]): string[] {
  return lines.map((line) => line.trim());
}

/** Where a list that begins in this line ends: a comma at the end of a line says that it goes on. */
function endOf(header: string[], first: number): number {
  let last = first;
  while (header[last]!.endsWith(',')) last += 1;
  return last + 1;
}

/** `a, b, (c, d)...` → `a`, `b`, `(c, d)...` */
function list(text: string): string[] {
  return [...text.matchAll(/\([^)]*\)\.\.\.|[^,\s]+/g)].map((match) => match[0]);
}

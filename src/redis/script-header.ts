/** What a script's header promises: the contract between Lua, TypeScript and docs/scripts.md. */
export interface ScriptHeader {
  description: string;
  /** Key names in the order of KEYS: `name`, `name*` for a family; the last may be `name...`. */
  keys: string[];
  /** Argument names in the order of ARGV; the last may be a repeating group such as `(sku, quantity)...`. */
  args: string[];
  argNotes: string;
  /** `OK …` and the refusals, one a line. */
  replies: string[];
}

export function parseHeader(name: string, text: string): ScriptHeader {
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
    keys: withShared(list(header.slice(keys, endOf(header, keys)).join(' ').slice('KEYS:'.length))),
    args: list(header.slice(args, endOf(header, args)).join(' ').slice('ARGV:'.length)),
    argNotes: trimmed(header.slice(endOf(header, args), replies)).join(' '),
    replies: trimmed(header.slice(replies + 1)),
  };
}

/** Who records an operation is told where else it may be; `operation` in a header stands for both keys. */
function withShared(keys: string[]): string[] {
  return keys.flatMap((key) => (key === 'operation' ? [key, 'shared_operation'] : [key]));
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

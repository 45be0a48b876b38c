import { ScriptArgs, parseArguments } from './script-arguments';

/** Promises of a script's header: the contract between Lua, TypeScript and docs/scripts.md. */
export interface ScriptHeader {
  description: string;
  /** Key names in the order of KEYS: `name`, `name*` for a family; the last may be `name...`. */
  keys: string[];
  args: ScriptArgs;
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
    args: parseArguments(
      name,
      withWho(header.slice(args, endOf(header, args)).join(' ').slice('ARGV:'.length)),
    ),
    argNotes: trimmed(header.slice(endOf(header, args), replies)).join(' '),
    replies: trimmed(header.slice(replies + 1)),
  };
}

/** A reply may be recorded under a second key; `operation` in a header stands for both. */
function withShared(keys: string[]): string[] {
  return keys.flatMap((key) => (key === 'operation' ? [key, 'shared_operation'] : [key]));
}

/** Every operation is somebody's; its id in a header stands for its request and its actor too. */
function withWho(args: string): string {
  return args.replace(/\boperation_id\b/, 'operation_id, request_id: text or none, actor: text or none');
}

function trimmed(lines: string[]): string[] {
  return lines.map((line) => line.trim());
}

/** The line after a list that begins in this line: a comma at the end of a line says that the list goes on. */
function endOf(header: string[], first: number): number {
  let last = first;
  while (header[last]!.endsWith(',')) last += 1;
  return last + 1;
}

/** `a, b, c...` → `a`, `b`, `c...` */
function list(text: string): string[] {
  return [...text.matchAll(/[^,\s]+/g)].map((match) => match[0]);
}

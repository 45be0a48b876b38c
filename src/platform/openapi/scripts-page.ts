import { KEY_PURPOSES, KeyName, KEYS_PER_ID, storeKey } from '../redis/keys';
import { ScriptArgs } from '../scripts/script-arguments';
import { readScripts, Script } from '../scripts/script-source';
import { code, prose, table } from './markdown';

const HEAD = `# Scripts

Each operation is one Lua script: it decides and it has the effect, in one step that nothing interrupts. Its header is
the contract that this page is generated from (\`npm run docs\`). A script is run by its name, always by the method of a
\`*.lua.ts\` provider; those that change something take \`operation_id\`, \`fingerprint\` and \`record_ttl_ms\` first, and
record their reply under the operation.

Beside what its section says, a script may answer \`STORE_NOT_FOUND\`, and one that changes something
\`IDEMPOTENCY_KEY_REUSED\`, \`INVALID_ARGUMENT\` with the name of the argument, \`REPLAYED\` with the recorded values in
place of \`OK\`, and \`AGAIN\`: it did a bounded part of the work, and is run again. One that takes \`days\` may answer
\`DAYS_NEEDED\` before it does anything, and is sent another table of midnights.
`;

/** docs/scripts.md: the list, the glossary of keys, and one heading per script. */
export function scriptsPage(): string {
  const scripts = readScripts();
  return [HEAD, list(scripts), glossary(), ...scripts.map(section)].join('\n');
}

function list(scripts: Script[]): string {
  const rows = scripts.map(({ name, header }) => {
    const anchor = name.replaceAll('/', '');
    return [`[${name}](#${anchor})`, prose(header.description.split(/[.:;] /)[0]!.replace(/\.$/, ''))];
  });
  return `${table(['script', 'what it does'], rows)}\n`;
}

function glossary(): string {
  const names = Object.keys(KEY_PURPOSES) as KeyName[];
  const rows = names.map((name) => [code(name), code(keyOf(name)), prose(KEY_PURPOSES[name])]);
  const tag = 'A store’s keys share the hash tag `{store}`, so that on a Redis Cluster they lie on one node.';
  const marks =
    'A script that names `hold...` is given as many keys as it has ids. One that names `hold*` is given the name of a ' +
    'family, `ch:{store}:hold`, and finds out only as it runs which of its keys it needs.';
  return `## Keys\n\n${tag} ${marks}\n\n${table(['name', 'key', 'content'], rows)}\n`;
}

function keyOf(name: KeyName): string {
  return storeKey('store', name, KEYS_PER_ID.includes(name) ? '<id>' : undefined);
}

function section({ name, header }: Script): string {
  const { description, keys, args, argNotes, replies } = header;
  const parts = [
    `## ${name}`,
    `${prose(description)} [Source](../lua/${name}.lua)`,
    `**KEYS** ${codes(keys)}`,
    `**ARGV** ${codes(listed(args))}`,
    ...(argNotes ? [prose(argNotes)] : []),
    repliesTable(replies),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** As the header has them: the types are part of the contract. */
function listed({ text }: ScriptArgs): string[] {
  return text.split(/, (?![^(]*\))/).filter(Boolean);
}

function codes(names: string[]): string {
  return names.map(code).join(', ') || 'none';
}

/** A line of the header is a reply, or a note on the reply before it. */
function repliesTable(lines: string[]): string {
  const rows: string[][] = [];
  for (const line of lines) {
    const [, word, values] = /^([A-Z_]+)(?: (.*))?$/.exec(line) ?? [];
    const last = rows.at(-1);
    if (word) rows.push([wordCell(word), values ? code(values) : '', '']);
    else if (last) last[2] = [last[2], prose(line)].filter(Boolean).join(' ');
  }
  const columns = rows.some(([, , note]) => note) ? 3 : 2;
  const cells = rows.map((row) => row.slice(0, columns));
  return table(['reply', 'values', 'note'].slice(0, columns), cells);
}

/** Every word but OK is the code of a problem. */
function wordCell(word: string): string {
  return word === 'OK' ? code(word) : `[${word}](errors.md#${word.toLowerCase()})`;
}

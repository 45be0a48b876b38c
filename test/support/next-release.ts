import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Redis } from 'ioredis';
import { count, RecordDeclaration, text, word } from '../../contract/define';
import { luaRecord } from '../../contract/generate/lua-record';
import { luaUpgrade, upgradeScript } from '../../contract/generate/lua-upgrade';
import { fileOf } from '../../contract/generate/fields';
import { formatOf, tsFormat } from '../../contract/generate/ts-format';
import { FORMAT } from '../../src/platform/generated/format';
import { installLibrary } from '../../src/platform/scripts/install-library';
import { Library, loadLibrary } from '../../src/platform/scripts/script-library';
import { transpile } from './transpile';

const ROOT = join(__dirname, '../..');

/** A record that a release to come has: it has got a field twice. */
export const tally: RecordDeclaration = {
  name: 'tally',
  room: 'stores',
  key: 'tallies',
  by: 'id',
  what: 'a count of something',
  idsWith: '/',
  fields: [
    { name: 'count', type: count, what: 'how many' },
    { name: 'most', type: count, what: 'how many at the most', since: 2, reads: '100' },
    { name: 'unit', type: word, none: '-', what: 'what is counted', since: 3, reads: '-' },
    { name: 'note', type: text, none: '', what: 'anything', after: '\n' },
  ],
  lua: { values: true },
};

/** It knows every format that today's release knows. */
const CHANGED_KEYS = Array.from({ length: FORMAT }, (_, i) => `change ${i}`);
export const NEXT_FORMAT = formatOf([tally], CHANGED_KEYS);

/** A call of that release: it counts one more. */
const ADD = `#!lua
--- Counts one more.
---
--- KEYS: tallies
--- ARGV: id
--- Replies:
---   OK
--- @include "stores/generated/tally-record"

local count, most, unit, note = tally_record.read(redis.call('HGET', keys.tallies, id))
redis.call('HSET', keys.tallies, id, tally_record.write(string.format('%d', count + 1), most, unit, note))
return { 'OK' }
`;

/** Script that shows the result of the generated `upgraded` for a text. */
const SHOW = `#!lua flags=no-writes
--- Shows a record as the newest version has it.
---
--- KEYS: store
--- ARGV: text
--- Replies:
---   OK record
--- @include "stores/generated/tally-record"

return { 'OK', tally_record.upgraded(text) or 'none' }
`;

/** A build of today's release in a folder of its own, with the record above beside all that it has. */
export class NextRelease {
  readonly library: Library;

  private constructor(readonly root: string) {
    this.library = loadLibrary({ root: join(root, 'lua') });
  }

  static build(): NextRelease {
    const root = mkdtempSync(join(tmpdir(), 'ch-next-'));
    const write = (path: string, content: string): void => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    };
    for (const part of ['dist', 'lua', 'package.json'])
      cpSync(join(ROOT, part), join(root, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    write(`lua/${fileOf(tally)}.lua`, luaRecord(tally));
    write(`lua/${upgradeScript(tally)}.lua`, luaUpgrade(tally));
    write('lua/stores/count.lua', ADD);
    write('lua/stores/show-upgraded.lua', SHOW);
    write('dist/platform/generated/format.js', transpile(tsFormat([tally], CHANGED_KEYS)));
    return new NextRelease(root);
  }

  /** A script with these keys and arguments. */
  async run(redis: Redis, script: string, keys: string[], args: (string | number)[]): Promise<string[]> {
    await installLibrary(redis, this.library);
    const { functionName } = this.library.scripts.get(script)!;
    return (await redis.fcall(functionName, keys.length, ...keys, ...args)) as string[];
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

import { RecordDeclaration } from '../../contract/define';
import { fileOf, isGroup } from '../../contract/generate/fields';
import { records } from '../../contract/records';
import { inLua } from './lua-root';
import { areLines, hasFixedHead } from './record-forms';
import { Codec, codecOf, fieldsOf, membersOf, Texts } from './record-samples';
import { startRedis, TestRedis } from './redis-server';

/** Gives all values of a call, nil as null; `fields` are the texts in ARGV, none as false. */
const LUA = `local function all(...)
    local out = {}
    for i = 1, select('#', ...) do
      local value = select(i, ...)
      if value == nil then value = cjson.null end
      out[i] = value
    end
    return cjson.encode(out)
  end
  local function fields()
    for i = 1, #ARGV do if ARGV[i] == '(none)' then ARGV[i] = false end end
    return ARGV
  end\n`;

/** The generated Lua of the declarations, run by a Redis of the test file's own. */
export interface RecordLua {
  /** Runs a function of a generated module on these texts; gives nothing where its first value is none. */
  call(one: { name: string; room: string }, name: string, ...args: (string | null)[]): Promise<unknown[]>;
  /** Runs Lua that sees the module. */
  run(one: { name: string; room: string }, body: string): Promise<unknown>;
  /** Reads a record: gives the texts of all fields, or the table that stands for it. */
  read(record: RecordDeclaration, text: string): Promise<unknown[]>;
  /** Writes a record of the texts of its fields: those of a group as one text. */
  written(record: RecordDeclaration, texts: Texts): Promise<unknown>;
  /** Whether it takes a text for a record, with all that it reads of it one after the other. */
  isWhole(record: RecordDeclaration, text: string): Promise<boolean>;
}

export function useRecordLua(): RecordLua {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const run: RecordLua['run'] = (one, body) => inLua(redis.client, fileOf(one), body);
  const call: RecordLua['call'] = async (one, name, ...args) => {
    const body = `${LUA}return all(${one.name}_record.${name}(unpack(fields(), 1, ${args.length})))`;
    const reply = await inLua(redis.client, fileOf(one), body, ...args.map((text) => text ?? '(none)'));
    const values = JSON.parse(String(reply)) as unknown[];
    return Array.isArray(values) && values[0] !== null ? values : [];
  };
  const read: RecordLua['read'] = (record, text) => call(record, 'read', text, 'mine');
  const written: RecordLua['written'] = async (record, texts) => {
    const parts: (string | null)[] = [];
    for (const one of record.fields) {
      const values = membersOf(one).map(({ name }) => texts[name] ?? null);
      if (isGroup(one)) parts.push(String((await call(record, one.group, ...values))[0]));
      else parts.push(...values);
    }
    return (await call(record, 'write', ...parts))[0];
  };
  const isWhole: RecordLua['isWhole'] = async (record, text) => {
    const values = await read(record, text);
    if (values.length === 0) return false;
    const table = values[0] as Record<string, string>;
    for (const group of record.fields.filter(isGroup).filter(({ apart }) => apart)) {
      const words = await call(record, `read_${group.group}`, table[group.group]!);
      if (words.length === 0) return false;
    }
    // The rest is left to readers that many records share, or to nobody: times of a fixed width are moved as text.
    if (hasFixedHead(record) && !/^\d{13} \d{13} \d{13}/.test(text)) return false;
    return fieldsOf(record).every(({ name, type }, i) => {
      const found = 'values' in record.lua ? values[i] : table[name];
      return type.is !== 'lines' || found === false || /\s/.test(String(found)) || areLines(found);
    });
  };
  return { call, run, read, written, isWhole };
}

/** Generated TypeScript of a declaration, with what says whether it takes a text for a record. */
export interface RecordCodec extends Codec {
  isWhole(text: string): boolean;
}

/** Tests for each record that is declared, or for these; `npm run mutants` finds those of one by its name. */
export function describeRecords(
  tests: (record: RecordDeclaration, codec: () => RecordCodec) => void,
  these = records,
): void {
  describe.each(these.map((record) => [record.name, record] as const))('a record %s', (_name, record) => {
    let codec: RecordCodec;
    beforeAll(async () => {
      const { decode, encode } = await codecOf(record);
      const isWhole = (text: string): boolean => {
        try {
          return decode(text) !== undefined;
        } catch {
          return false;
        }
      };
      codec = { decode, encode, isWhole };
    });
    tests(record, () => codec);
  });
}

import { ArrayDeclaration, Field, RecordDeclaration } from '../../contract/define';
import { fileOf, isGroup, packedFields, versionOf } from '../../contract/generate/fields';
import { arrays, records } from '../../contract/records';
import { inLua } from '../support/lua-root';
import { newerThan, wrongBetween, wrongFields } from '../support/record-damage';
import { Codec, codecOf, fieldsOf, joined, membersOf, samplesOf, textOf } from '../support/record-samples';
import { Texts, valuesOf } from '../support/record-samples';
import { startRedis, TestRedis } from '../support/redis-server';

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

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** Runs a function of a generated module on these texts; gives nothing where its first value is none. */
async function call(
  one: { name: string; room: string },
  name: string,
  ...args: (string | null)[]
): Promise<unknown[]> {
  const body = `${LUA}return all(${one.name}_record.${name}(unpack(fields(), 1, ${args.length})))`;
  const reply = await inLua(redis.client, fileOf(one), body, ...args.map((text) => text ?? '(none)'));
  const values = JSON.parse(String(reply)) as unknown[];
  return Array.isArray(values) && values[0] !== null ? values : [];
}

/** Writes a record of the texts of its fields: those of a group as one text. */
async function written(record: RecordDeclaration, texts: Texts): Promise<unknown> {
  const parts: (string | null)[] = [];
  for (const one of record.fields) {
    const values = membersOf(one).map(({ name }) => texts[name] ?? null);
    if (isGroup(one)) parts.push(String((await call(record, one.group, ...values))[0]));
    else parts.push(...values);
  }
  return (await call(record, 'write', ...parts))[0];
}

const orFalse = (texts: Texts, fields: readonly Field[]): unknown[] =>
  fields.map(({ name }) => texts[name] ?? false);

/** Members of the table that a record is read as. */
function tableOf(record: RecordDeclaration, texts: Texts, text: string): Record<string, unknown> {
  const { given = [], slots = [] } = record.lua as { given?: string[]; slots?: string[] };
  const table: Record<string, unknown> = { record: text };
  for (const one of record.fields) {
    const isAtHead = one === record.fields[0] && isGroup(one);
    if (isGroup(one) && !isAtHead) table[one.group] = joined(one.fields, texts);
  }
  for (const { name, lua } of fieldsOf(record)) {
    const value = texts[name] ?? false;
    if (lua === 'text') table[name] = value;
    if (lua === 'number' || lua === 'both') table[name] = Number(value);
    if (lua === 'both') table[`${name}_text`] = value;
  }
  return {
    ...table,
    ...Object.fromEntries([...given.map((one) => [one, 'mine']), ...slots.map((one) => [one, false])]),
  };
}

/** Reads a record with Lua: gives the texts of all fields, or the table that stands for it. */
function read(record: RecordDeclaration, text: string): Promise<unknown[]> {
  return call(record, 'read', text, 'mine');
}

function expected(record: RecordDeclaration, texts: Texts, text: string): unknown[] {
  const [first] = fieldsOf(record);
  if (!('values' in record.lua)) return [tableOf(record, texts, text)];
  return first!.lua === 'number' ? [Number(texts[first!.name])] : orFalse(texts, fieldsOf(record));
}

const hasFixedHead = (record: RecordDeclaration): boolean =>
  membersOf(record.fields[0]!).every(({ type }) => type.is === 'time' && type.digits !== undefined);

/** Whether Lua takes a text for a record, with all that it reads of it one after the other. */
async function isWholeInLua(record: RecordDeclaration, text: string): Promise<boolean> {
  const values = await read(record, text);
  if (values.length === 0) return false;
  const table = values[0] as Record<string, string>;
  for (const one of record.fields) {
    if (
      isGroup(one) &&
      one.apart &&
      (await call(record, `read_${one.group}`, table[one.group]!)).length === 0
    )
      return false;
  }
  // The rest is left to readers that many records share, or to nobody: times of a fixed width are moved as text.
  if (hasFixedHead(record) && !/^\d{13} \d{13} \d{13}/.test(text)) return false;
  return fieldsOf(record).every(({ name, type }, i) => {
    const text = 'values' in record.lua ? values[i] : table[name];
    return type.is !== 'lines' || text === false || /\s/.test(String(text)) || areLines(text);
  });
}

function areLines(text: unknown): boolean {
  return (
    text === '-' ||
    String(text)
      .split(',')
      .every((line) => /^[^\s*]+\*\d+$/.test(line))
  );
}

describe.each(records.map((record) => [record.name, record] as const))('a record %s', (_name, record) => {
  const version = versionOf(record);
  const samples = samplesOf(record);
  let codec: Codec;
  beforeAll(async () => {
    codec = await codecOf(record);
  });
  const isWhole = (text: string): boolean => {
    try {
      return codec.decode(text) !== undefined;
    } catch {
      return false;
    }
  };

  it('that TypeScript writes is read by Lua, and written again to the letter', async () => {
    for (const texts of samples) {
      const text = codec.encode(valuesOf(record, texts));
      expect(text).toBe(textOf(record, version, texts));
      expect(await read(record, text)).toEqual(expected(record, texts, text));
      expect(await written(record, texts)).toBe(text);
      expect(codec.decode(text)).toEqual(valuesOf(record, texts));
    }
  });

  it('of an older version is read with its default', async () => {
    for (let older = 1; older < version; older += 1) {
      for (const texts of samples) {
        const filled = { ...texts };
        for (const { name, since = 1, reads, none } of fieldsOf(record)) {
          if (since > older) filled[name] = reads === none ? null : reads!;
        }
        const text = textOf(record, older, texts);
        expect(await read(record, text)).toEqual(expected(record, filled, text));
        expect(codec.decode(text)).toEqual(valuesOf(record, filled));
      }
    }
  });

  it('of a newer version is none, to Lua and to TypeScript', async () => {
    for (const text of samples.flatMap((texts) => newerThan(record, texts))) {
      if (version === 1 && isWhole(text)) continue; // begins with a word, which may be `9|word`
      expect([text, await read(record, text), isWhole(text)]).toEqual([text, [], false]);
    }
  });

  it('is damaged to Lua where it is to TypeScript', async () => {
    for (const texts of samples) {
      const first = {
        ...record,
        fields: record.fields.filter((one) => isGroup(one) || one.since === undefined),
      };
      const older = version > 1 ? [...wrongFields(first, texts), ...wrongBetween(first, texts)] : [];
      for (const text of [...wrongFields(record, texts), ...wrongBetween(record, texts), ...older]) {
        expect([text, await isWholeInLua(record, text)]).toEqual([text, isWhole(text)]);
      }
    }
  });

  it('has views, each of which reads as far as what it gives', async () => {
    const all = fieldsOf(record);
    for (const [name, view] of Object.entries(record.views ?? {})) {
      const { fields: wanted, where } = 'where' in view ? view : { fields: view, where: {} };
      for (const sample of samples) {
        const none = (field: string): string | null | undefined =>
          all.find((one) => one.name === field)?.none === where[field] ? null : where[field];
        const texts = {
          ...sample,
          ...Object.fromEntries(Object.keys(where).map((one) => [one, none(one)!])),
        };
        const text = textOf(record, version, texts);
        const groups = record.fields.filter(isGroup).filter(({ group }) => wanted.includes(group));
        const named = all.filter((field) => wanted.includes(field.name));
        const inGroups = groups.map(({ fields }) => joined(fields, texts));
        expect(await call(record, name, text)).toEqual([...inGroups, ...orFalse(texts, named)]);
        const end = groups.length > 0 ? all.length : all.indexOf(named.at(-1)!) + 1;
        for (const field of Object.keys(where)) {
          const other = textOf(record, version, {
            ...texts,
            [field]: where[field] === '-' ? 'x' : `${where[field]}1`,
          });
          expect([other, await call(record, name, other)]).toEqual([other, []]);
        }
        const head = textOf({ ...record, fields: all.slice(0, end) }, version, texts);
        const rest = text.slice(head.length);
        const between = wrongBetween({ ...record, fields: all.slice(0, end) }, texts, ['*', '|', '  '])
          .filter((wrong) => !wrong.endsWith(' more'))
          .map((wrong) => wrong + rest);
        const cut = end < all.length ? [head, `${head}\n`] : [];
        for (const wrong of [...cut, ...between, ...wrongFields(record, texts, end)]) {
          const found = await call(record, name, wrong);
          if (groups.length > 0 && (await read(record, wrong)).length > 0) continue;
          const passes = named.every(({ type }, i) => type.is !== 'lines' || areLines(found[i]));
          expect([wrong, passes ? found : []]).toEqual([wrong, []]);
        }
      }
    }
  });

  it('has readers of their own for texts of several words', async () => {
    const groups = record.fields.filter(isGroup).filter(({ apart }) => apart);
    for (const { group, fields } of groups) {
      for (const texts of samples) {
        const text = joined(fields, texts);
        expect(await call(record, `read_${group}`, text)).toEqual(orFalse(texts, fields));
        const alone = { ...record, fields };
        for (const wrong of [...wrongFields(alone, texts), ...wrongBetween(alone, texts)])
          if (!isWhole(textOf(record, version, samples[0]!).replace(joined(fields, samples[0]!), wrong)))
            expect([wrong, await call(record, `read_${group}`, wrong)]).toEqual([wrong, []]);
      }
    }
    for (const { name, of } of packedFields(record)) {
      for (const words of [of.map((_, i) => `w-${i}`), of.map(({ none }, i) => (none ? null : `w-${i}`))]) {
        const text = words.map((word, i) => word ?? of[i]!.none).join('*');
        expect(await call(record, name, ...words)).toEqual([text]);
        expect(await call(record, `read_${name}`, text)).toEqual(words.map((word) => word ?? false));
        const other = of.map((_, i) => words.toSpliced(i, 1, '').join('*'));
        for (const wrong of [
          '',
          'w',
          ...other,
          words.slice(1).join('*'),
          `${text}*`,
          `*${text}`,
          `${text}*w`,
        ])
          expect([wrong, await call(record, `read_${name}`, wrong)]).toEqual([wrong, []]);
      }
    }
  });

  it('knows the words of a choice, and the numbers that follow from them', async () => {
    for (const { name, type, checked } of fieldsOf(record)) {
      if (!checked || type.is !== 'choice') continue;
      for (const word of [...type.of, 'lost', '', `${type.of[0]!}x`])
        expect(await call(record, `is_${name}`, word)).toEqual([type.of.includes(word)]);
    }
    for (const [name, { from, numbers }] of Object.entries(record.derived ?? {})) {
      const body = `return cjson.encode(${record.name}_record.${name}_by_${from})`;
      const texts = Object.entries(numbers).map(([word, number]) => [word, String(number)]);
      const found = await inLua(redis.client, fileOf(record), body);
      expect(JSON.parse(String(found))).toEqual(Object.fromEntries(texts));
    }
  });

  it('of an older version is written as the newest, and nothing else is', async () => {
    if (version === 1 || record.sparing) return; // a sparing record of version 1 is as it should be
    const first = {
      ...record,
      fields: record.fields.filter((one) => isGroup(one) || one.since === undefined),
    };
    for (const texts of samples) {
      const newest = textOf(record, version, texts);
      const wrong = [record, first].flatMap((one) => [
        ...wrongFields(one, texts),
        ...wrongBetween(one, texts),
      ]);
      for (const text of [
        newest,
        textOf(first, 1, texts),
        `x${newest}`,
        ...newerThan(record, texts),
        ...wrong,
      ]) {
        const again = (): string =>
          text.startsWith(`${version}|`) ? text : codec.encode(codec.decode(text));
        const expected = isWhole(text) ? [again()] : [];
        expect([text, await call(record, 'upgraded', text)]).toEqual([text, expected]);
      }
    }
  });

  it('is written of all its fields, or with another text for one, where Lua does so', async () => {
    for (const texts of samples) {
      const text = textOf(record, version, texts);
      const values = fieldsOf(record).map(({ name }) => texts[name] ?? null);
      if (record.writesFields) expect(await call(record, 'write_fields', ...values)).toEqual([text]);
      for (const name of record.replaces ?? []) {
        const other = { ...texts, [name]: 'other' };
        const changed = await call(record, `with_${name}`, text, 'other');
        expect(changed).toEqual([textOf(record, version, other)]);
        const [first] = fieldsOf(record);
        if (first!.name === name)
          for (const wrong of ['', `1${text}`, ` ${text}`])
            expect([wrong, await call(record, `with_${name}`, wrong, 'other')]).toEqual([wrong, []]);
      }
    }
  });

  it('has times of a fixed width at its head, each to be replaced alone', async () => {
    const [head] = record.fields;
    if (!isGroup(head!) || !hasFixedHead(record)) return;
    const texts = samples[0]!;
    const text = textOf(record, version, texts);
    for (const { name } of head.fields) expect(await call(record, name, text)).toEqual([texts[name]]);
    for (const one of [undefined, ...head.fields]) {
      const other = one ? { ...texts, [one.name]: '0000000000001' } : texts;
      const given = head.fields.map((field) => (field === one ? '0000000000001' : null));
      expect(await call(record, `${head.group}_of`, text, ...given)).toEqual([joined(head.fields, other)]);
    }
  });
});

describe.each(arrays.map((array) => [array.name, array] as const))('a record %s', (_name, array) => {
  const textFor = ({ type, name }: ArrayDeclaration['items'][number], i: number): string => {
    if (type.is === 'choice') return type.of[0]!;
    if (type.is === 'name') return `${name}-${i}`;
    if (type.is === 'number') return String(-i * 1001);
    return array.items[i]!.as === 'object' ? `{"a":"x","b":"${i}"}` : `"\\"${i}"`;
  };
  const all = array.items.map(textFor);
  const least = array.items.map((item, i) => (item.nullable || item.optional ? null : textFor(item, i)));
  const json = (texts: (string | null)[]): unknown[] =>
    array.items.flatMap(({ type, optional }, i) => {
      const text = texts[i]!;
      if (text === null) return optional ? [] : [null];
      return [type.is === 'number' || type.is === 'json' ? JSON.parse(text) : text];
    });

  it('that Lua writes is read by TypeScript and, its head, by Lua', async () => {
    const { decode } = await codecOf(array);
    for (const texts of [all, least]) {
      const [text] = (await call(array, 'write', ...texts)) as [string];
      expect(JSON.parse(text)).toEqual(json(texts));
      expect(Object.values(decode(text)).filter((value) => value !== undefined)).toEqual(json(texts));
      const head = texts.slice(0, array.head);
      expect(await call(array, 'head', text)).toEqual(head.includes(null) ? [] : head);
    }
  });

  it('has no head where one of its first items is another thing', async () => {
    const [text] = (await call(array, 'write', ...all)) as [string];
    const items = JSON.parse(text) as unknown[];
    const shifted = array.items[1]!.type.is === 'number' ? [JSON.stringify(['x', ...items])] : [];
    const broken = [...Array(array.head).keys()].flatMap((i) =>
      [null, true, '', [1]].map((other) => JSON.stringify(items.toSpliced(i, 1, other))),
    );
    for (const wrong of [
      '',
      '[]',
      'x',
      ` ${text}`,
      `x${text}`,
      `(${text.slice(1)}`,
      text.slice(1),
      ...broken,
      ...shifted,
      text.replaceAll(',', ', '),
    ])
      expect([wrong, await call(array, 'head', wrong)]).toEqual([wrong, []]);
  });
});

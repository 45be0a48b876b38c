import { ArrayDeclaration } from '../../../contract/define';
import { arrays } from '../../../contract/records';
import { useRecordLua } from '../../support/record-lua';
import { codecOf } from '../../support/record-samples';

const lua = useRecordLua();

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
      const [text] = (await lua.call(array, 'write', ...texts)) as [string];
      expect(JSON.parse(text)).toEqual(json(texts));
      expect(Object.values(decode(text)).filter((value) => value !== undefined)).toEqual(json(texts));
      const head = texts.slice(0, array.head);
      expect(await lua.call(array, 'head', text)).toEqual(head.includes(null) ? [] : head);
    }
  });

  it('has no head where one of its first items is another thing', async () => {
    const [text] = (await lua.call(array, 'write', ...all)) as [string];
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
      expect([wrong, await lua.call(array, 'head', wrong)]).toEqual([wrong, []]);
  });
});

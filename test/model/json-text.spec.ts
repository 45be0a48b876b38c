import fc from 'fast-check';
import { compactJson } from '../../src/http/json-text';
import { Problem } from '../../src/http/problem';

const anyObject = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { noNullPrototype: true });

/** The value that a text stands for, or undefined where compactJson refuses one of its numbers. */
function compacted(text: string): ReturnType<typeof compactJson> | undefined {
  try {
    return compactJson(text);
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return undefined;
  }
}

it('keeps the value of any object, whatever blanks are in it', () => {
  fc.assert(
    fc.property(anyObject, fc.constantFrom(undefined, 1, '\t'), (value, blanks) => {
      const exact = JSON.stringify(value);
      const compact = compacted(JSON.stringify(value, undefined, blanks));
      if (compact) expect(compact.text).toBe(exact);
    }),
    { numRuns: 1000 },
  );
});

it('gives the text of each member', () => {
  fc.assert(
    fc.property(anyObject, (value) => {
      const compact = compacted(JSON.stringify(value));
      if (!compact) return;
      const parts = [...compact.members].map(([name, text]) => `${JSON.stringify(name)}:${text}`);
      expect(`{${parts.join(',')}}`).toBe(compact.text);
    }),
    { numRuns: 1000 },
  );
});

it.each([
  ['{"a":[{"b":9007199254740993}]}', '/a/0/b'],
  ['{"a":[1,2,{"b":1,"b":2}]}', '/a/2/b'],
  ['{"a~/":1,"x":2,"a~\\/":3}', '/a~0~1'],
])('points at what it refuses in %s', (text, pointer) => {
  expect(() => compactJson(text)).toThrow(
    expect.objectContaining({ extras: { errors: [{ pointer, detail: expect.any(String) }] } }),
  );
});

it('takes no more than a small multiple of what JSON.parse takes for a megabyte of members', () => {
  const text = `{${Array.from({ length: 60_000 }, (_, i) => `"name-${i}":${i}`).join(',')}}`;
  const timed = (work: () => void): number => {
    const began = performance.now();
    work();
    return performance.now() - began;
  };
  const limit = timed(() => JSON.parse(text));
  expect(timed(() => expect(compactJson(text).members.size).toBe(60_000))).toBeLessThan(100 * limit);
});

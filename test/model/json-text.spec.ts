import fc from 'fast-check';
import { compactJson } from '../../src/platform/http/json-text';

const anyObject = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { noNullPrototype: true });

it('keeps the value of any object, whatever blanks are in it', () => {
  fc.assert(
    fc.property(anyObject, fc.constantFrom(undefined, 1, '\t'), (value, blanks) => {
      const exact = JSON.stringify(value);
      expect(compactJson(JSON.stringify(value, undefined, blanks)).text).toBe(exact);
    }),
    { numRuns: 1000 },
  );
});

it('returns the text of each member of an object', () => {
  fc.assert(
    fc.property(anyObject, (value) => {
      const compact = compactJson(JSON.stringify(value));
      const parts = [...compact.members].map(([name, text]) => `${JSON.stringify(name)}:${text}`);
      expect(`{${parts.join(',')}}`).toBe(compact.text);
    }),
    { numRuns: 1000 },
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

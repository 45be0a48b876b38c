import fc from 'fast-check';
import { refuseDepth } from '../../src/platform/http/json-depth';

const deep = (levels: number, inner = '[]'): string =>
  `${'{"a":'.repeat(levels - 1)}${inner}${'}'.repeat(levels - 1)}`;
const isRefused = (text: string): boolean => {
  try {
    refuseDepth(text);
    return false;
  } catch (error) {
    expect((error as Error).message).toContain('deeper than 32');
    return true;
  }
};

function depthOf(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

it('refuses 33 levels, and takes 32, of objects and of lists', () => {
  expect([32, 33].map((levels) => isRefused(deep(levels)))).toEqual([false, true]);
  const lists = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  expect([32, 33].map((levels) => isRefused(lists(levels)))).toEqual([false, true]);
});

it('counts no bracket in a text, whatever quotes and backslashes are in it', () => {
  const text = fc.array(fc.constantFrom('"', '\\', '[', '{', '}', ']', 'a'), {
    minLength: 40,
    maxLength: 80,
  });
  fc.assert(
    fc.property(text, text, fc.integer({ min: 30, max: 34 }), (name, value, levels) => {
      const inner = JSON.stringify({ [name.join('')]: value.join('') });
      expect(isRefused(deep(levels, inner))).toBe(levels > 32);
    }),
  );
});

it('counts as deep as a value is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 27, max: 33 }), (value, levels) => {
      const text = deep(levels, JSON.stringify(value));
      expect(isRefused(text)).toBe(depthOf(JSON.parse(text)) > 32);
    }),
  );
});

it('takes what is no JSON, to be refused by who reads it', () => {
  for (const text of ['', '"', '"\\', ']]]]', '{"a', '[}', 'nothing']) expect(isRefused(text)).toBe(false);
});

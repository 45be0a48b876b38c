import fc from 'fast-check';

/** JSON with the order of its names and the letters of its numbers, which JavaScript's own values lose. */
export type Json = string | Map<string, Json>;

const scalar = fc.oneof(
  fc.constantFrom('null', 'true', 'false', '0', '-0', '1.0', '1e-7', '9007199254740991', '-12.50'),
  fc
    .string({ unit: 'grapheme' })
    .filter(isText)
    .map((text) => JSON.stringify(text)),
  fc.constantFrom('"}"', '"\\\\"', '"\\""', '"[{,:"', '"\\\\\\""'),
);
const array = fc
  .array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 4 })
  .map((value) => JSON.stringify(value))
  // Whole numbers past 2^53 and U+0000 are refused long before.
  .filter((text) => !/\d{16}|e\+|\\u0000/.test(text));
const name = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '', '1', '10', '__proto__', 'a"b', 'a\\', '{', '}', ','),
  fc.string({ unit: 'binary', maxLength: 4 }).filter(isText),
);
const { object } = fc.letrec<{ object: Map<string, Json>; value: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 5, withCrossShrink: true }, scalar, array, tie('object')),
  object: fc.array(fc.tuple(name, tie('value')), { maxLength: 6 }).map((members) => new Map(members)),
}));

export const anyObject = object;

export function textOf(value: Json): string {
  if (typeof value === 'string') return value;
  return `{${[...value].map(([key, inner]) => `${JSON.stringify(key)}:${textOf(inner)}`).join(',')}}`;
}

/** RFC 7396, section 2, word by word. */
export function merged(target: Json | undefined, patch: Json): Json {
  if (typeof patch === 'string') return patch;
  const result = new Map(target instanceof Map ? target : []);
  for (const [key, value] of patch) {
    if (value === 'null') result.delete(key);
    else result.set(key, merged(result.get(key), value));
  }
  return result;
}

function isText(text: string): boolean {
  return !text.includes('\0');
}

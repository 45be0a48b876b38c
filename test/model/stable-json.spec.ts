import { array, assert, dictionary, jsonValue, JsonValue, nat, oneof, property, string } from 'fast-check';
import { stableJson } from '../../src/platform/http/stable-json';

/** An object gives its members in the order in which an engine keeps them; that order is in recorded fingerprints. */
function model(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(model);
  const members = Object.entries(value as Record<string, JsonValue>).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, inner]) => [name, model(inner)]));
}

const name = oneof(
  string(),
  nat(20).map(String),
  nat(1e12).map(String),
  nat(9).map((digit) => `0${digit}`),
);

it('writes the bytes that recorded fingerprints were made of, whatever the names and values', () => {
  const value = dictionary(name, oneof(jsonValue(), dictionary(name, array(jsonValue()))));
  assert(
    property(value, (body) => {
      const read = JSON.parse(JSON.stringify(body)) as JsonValue;
      expect(stableJson(read)).toBe(JSON.stringify(model(read)));
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['{"b":1,"a":[{"d":2,"c":3}]}', '{"a":[{"c":3,"d":2}],"b":1}'],
  ['{"10":1,"9":2,"a":3}', '{"9":2,"10":1,"a":3}'],
  ['{"01":1,"1":2,"-1":3}', '{"1":2,"-1":3,"01":1}'],
  ['{"4294967295":1,"4294967294":2,"5000000000":3}', '{"4294967294":2,"4294967295":1,"5000000000":3}'],
  ['{"a":{"__proto__":{"b":1}},"__proto__":2}', '{"__proto__":2,"a":{"__proto__":{"b":1}}}'],
  ['{"toJSON":{},"length":2,"0":1}', '{"0":1,"length":2,"toJSON":{}}'],
  ['{"b":"\\ud800","a":-0}', '{"a":0,"b":"\\ud800"}'],
])('writes %s as %s', (sent, written) => {
  expect(stableJson(JSON.parse(sent))).toBe(written);
});

it('stable JSON is empty when there is no body', () => {
  expect(stableJson(undefined)).toBe('');
});

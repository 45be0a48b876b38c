import fc from 'fast-check';
import { isExact } from '../../src/platform/http/exact-number';
import { ScanRules, scanJson } from '../../src/platform/http/json-scan';
import { Problem } from '../../src/platform/http/problem';

/** JSON as it may be written: with names given twice, and numbers to the letter. */
type Node = { literal: string } | { text: string } | { items: Node[] } | { members: [string, Node][] };

const BODY: ScanRules = { own: 'nowhere', maxMembers: 0 };
const DATA: ScanRules = { own: 'below', maxMembers: Infinity };
const RECORD: ScanRules = { own: 'whole', maxMembers: Infinity };

const digits = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789900'), minLength: 1, maxLength });
const literal = fc
  .tuple(
    fc.constantFrom('', '-'),
    digits(20).map((text) => text.replace(/^0+(?=\d)/, '')),
    fc.option(digits(22), { nil: undefined }),
    fc.option(fc.tuple(fc.constantFrom('e', 'E+', 'e-', 'E'), fc.nat(330)), { nil: undefined }),
  )
  .map(([sign, whole, fraction, power]) =>
    [sign, whole, fraction === undefined ? '' : `.${fraction}`, ...(power ?? [])].join(''),
  );
const text = fc.oneof(
  fc.constantFrom('', 'a', 'b', '\0', 'a\0', '\\u0000', '"', '\\', '{,:[', '10', '~/'),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const { members } = fc.letrec<{ node: Node; members: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc
      .oneof(fc.constantFrom('0', '-0', '1.0', '1e3', '0.1', '9007199254740993', '1e400'), literal)
      .map((one): Node => ({ literal: one })),
    fc.constantFrom<Node>({ literal: 'true' }, { literal: 'null' }),
    text.map((one): Node => ({ text: one })),
    fc.array(tie('node'), { maxLength: 4 }).map((items): Node => ({ items })),
    tie('members'),
  ),
  members: fc
    .array(fc.tuple(text, tie('node')), { maxLength: 16 })
    .map((pairs): Node => ({ members: pairs })),
}));

/** Writes it down, now with blanks and now without, its texts as JSON.stringify does or escaped to the last letter. */
function written(one: Node, blank: string, escapes: boolean): string {
  const quoted = (value: string): string => {
    const letters = [...value].flatMap((letter) => letter.split(''));
    const codes = letters.map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return escapes ? `"${codes.join('')}"` : JSON.stringify(value);
  };
  const inner = (value: Node): string => written(value, blank, escapes);
  if ('literal' in one) return one.literal;
  if ('text' in one) return quoted(one.text);
  if ('items' in one) return `[${blank}${one.items.map(inner).join(`${blank},`)}]`;
  const pairs = one.members.map(([name, value]) => `${quoted(name)}${blank}:${blank}${inner(value)}`);
  return `{${blank}${pairs.join(`,${blank}`)}${blank}}`;
}

/** The faults once more and slowly: pointers in the order of the text. */
function faultsOf(one: Node, rules: ScanRules, places: string[] = []): string[] {
  const here = places.map((place) => `/${place.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  if ('literal' in one)
    return /\d/.test(one.literal) && !isTaken(one.literal, rules.own === 'whole') ? [here] : [];
  if ('text' in one) return one.text.includes('\0') ? [here] : [];
  if ('items' in one) return one.items.flatMap((item, i) => faultsOf(item, rules, [...places, String(i)]));
  return one.members.flatMap(([name, value], i) => {
    const inside = [...places, name];
    const named = faultsOf({ text: name }, rules, inside);
    const isTwice = one.members.slice(0, i).some(([other]) => other === name);
    return [
      ...(isTwice ? named.concat(faultsOf({ text: '\0' }, rules, inside)) : named),
      ...faultsOf(value, rules, inside),
    ];
  });
}

function isTaken(number: string, isKept: boolean): boolean {
  const read = Number(number);
  if (isKept) return Number.isFinite(read) && (!Number.isInteger(read) || Number.isSafeInteger(read));
  return Number.isFinite(read) && sameNumber(number, String(read));
}

/** Compares two decimals as fractions, in as many digits as they take. */
function sameNumber(one: string, other: string): boolean {
  const [a, b] = [fractionOf(one), fractionOf(other)];
  return a.top * b.bottom === b.top * a.bottom;
}

function fractionOf(number: string): { top: bigint; bottom: bigint } {
  const [mantissa, power = '0'] = number.toLowerCase().split('e') as [string, string?];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  const exponent = Number(power) - fraction.length;
  const ten = 10n ** BigInt(Math.abs(exponent));
  const top = BigInt(`${whole}${fraction}`);
  return exponent < 0 ? { top, bottom: ten } : { top: top * ten, bottom: 1n };
}

function pointersOf(json: string, rules: ScanRules): string[] {
  try {
    scanJson(json, rules);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return ((error as Problem).extras.errors as { pointer: string }[]).map(({ pointer }) => pointer);
  }
}

const isPlain = (json: string): boolean => !json.includes('__proto__') && !json.includes('constructor');

it.each([
  ['a body', BODY],
  ['a body with data', DATA],
  ['a record', RECORD],
])('finds in %s what a slow reader finds, in the order of the text', (_what, rules) => {
  fc.assert(
    fc.property(members, fc.constantFrom('', ' ', '\n\t'), fc.boolean(), (one, blank, escapes) => {
      const json = written(one, blank, escapes);
      fc.pre(isPlain(JSON.stringify(JSON.parse(json))));
      const found = pointersOf(json, rules);
      expect(found).toEqual(faultsOf(one, rules).slice(0, found.length < 100 ? undefined : 100));
    }),
    { numRuns: 2_000 },
  );
});

describe('a number', () => {
  it.each([
    '0',
    '-0',
    '1.0',
    '1e3',
    '100E-2',
    '0.1',
    '-12.50',
    '0e99999',
    '9007199254740992',
    '1e22',
    '5e-324',
  ])('%s is exact as a double', (number) => expect(isExact(number)).toBe(true));

  it.each([
    ...['1.00000000000000000001', '0.99999999999999999999', '4503599627370496.5', '9007199254740993'],
    ...['1234567890123456789', '1e400', '-1e400', '1e-400', '0.1000000000000000055511151231257827'],
    ...['1e1000000', '1e-1000000', `1e${'9'.repeat(400)}`, `1e-${'9'.repeat(400)}`, '9'.repeat(1000)],
  ])('%s is not exact as a double', (number) => expect(isExact(number)).toBe(false));

  it('is exact if, and only if, its text and its double are the same fraction', () => {
    fc.assert(
      fc.property(
        fc.oneof(literal, fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)),
        (number) => {
          expect(isExact(number)).toBe(isTaken(number, false));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('with half a million zeros before or after its digit is read without writing it out', () => {
    const zeros = '0'.repeat(500_000);
    expect(isExact(`0.${zeros}1e500001`)).toBe(true);
    expect(isExact(`1${zeros}e-500000`)).toBe(true);
    expect(isExact(`1${zeros}1e-500001`)).toBe(false);
  });
});

it.each([
  ['{"a":[{"b":9007199254740993}]}', '/a/0/b'],
  ['{"a":[1,2,{"b":1,"b":2}]}', '/a/2/b'],
  ['{"a~/":1,"x":2,"a~\\/":3}', '/a~0~1'],
])('points at what it refuses in %s', (json, pointer) => {
  for (const rules of [BODY, DATA, RECORD]) expect(pointersOf(json, rules)).toEqual([pointer]);
});

it('takes 1 000 members, and no more', () => {
  const wide = (count: number): string =>
    `{"x":[0,{${Array.from({ length: count }, (_, i) => `"n${i}":1`).join(',')}}]}`;
  expect(pointersOf(wide(1_000), BODY)).toEqual([]);
  expect(pointersOf(wide(1_001), BODY)).toEqual(['/x/1']);
  expect(pointersOf(wide(1_001), DATA)).toEqual([]);
});

it('stops at the hundredth fault, and says that there are more', () => {
  const json = `{"list":[${Array(200_000).fill('1e400').join(',')}]}`;
  expect(pointersOf(json, BODY)).toHaveLength(100);
  expect(() => scanJson(json, BODY)).toThrow(/, and at least 100 more\.$/);
});

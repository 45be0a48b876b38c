import { checkDefinition } from '../../src/workflow/definitions/definition-check';
import { DIAGNOSTIC_CODES } from '../../src/workflow/definitions/diagnostics';

const MIB = 1_048_576;

/** Bodies of about this many bytes, each with one thing over and over. */
const BODIES: [string, (bytes: number) => string][] = [
  ['unknown members', (bytes) => `{${repeat((i) => `"m${i}":0`, bytes)}}`],
  ['states', (bytes) => `{"initial":"s0","states":{${repeat((i) => `"s${i}":{}`, bytes)}}}`],
  [
    'states that are none',
    (bytes) => `{"initial":"s0","states":{"s0":{},${repeat((i) => `"\\u0000${i}":7`, bytes)}}}`,
  ],
  ['transitions to one state', (bytes) => ofTransitions(() => '"a"', bytes)],
  ['transitions to no state', (bytes) => ofTransitions((i) => `"s${i}"`, bytes)],
  ['transitions that are none', (bytes) => ofTransitions(() => '7', bytes)],
  [
    'members of a state',
    (bytes) => `{"initial":"a","states":{"a":{"final":true,${repeat((i) => `"m${i}":0`, bytes)}}}}`,
  ],
  [
    'members of a hundred states',
    (bytes) => `{"states":{${hundred((i) => `"s${i}":{${repeat((k) => `"m${k}":0`, bytes / 100)}}`)}}}`,
  ],
  ['a long name', (bytes) => `{"initial":"a","states":{"${'~'.repeat(bytes)}":{}}}`],
  ['a long initial', (bytes) => `{"initial":"${'~'.repeat(bytes)}","states":{"a":{}}}`],
  [
    'a hundred long names',
    (bytes) => `{"initial":"a","states":{${hundred((i) => `"${i}${'/'.repeat(bytes / 100)}":{}`)}}}`,
  ],
  [
    'names just too long, of signs that JSON escapes',
    () =>
      `{"initial":"a","states":{${hundred((i) => `"${i}${'\\u0000'.repeat(130)}":{"${'\\u0000'.repeat(120)}":1}`)}}}`,
  ],
  [
    'long names of states that lead nowhere right',
    () => {
      const targets = repeat((i) => `"${i}${'é'.repeat(150)}"`, 3 * 310);
      return `{"initial":"a","states":{${hundred((i) => `"${i}${'a'.repeat(120)}":{"transitions":[${targets}]}`)}}}`;
    },
  ],
];

function repeat(member: (i: number) => string, bytes: number): string {
  const parts: string[] = [];
  for (let left = bytes, i = 0; left > 0; i++) {
    parts.push(member(i));
    left -= parts[i]!.length + 1;
  }
  return parts.join(',');
}

const hundred = (member: (i: number) => string): string =>
  Array.from({ length: 100 }, (_, i) => member(i)).join(',');

const ofTransitions = (to: (i: number) => string, bytes: number): string =>
  `{"initial":"a","states":{"a":{"transitions":[${repeat(to, bytes)}]}}}`;

describe.each(BODIES)('a definition of %s', (_, body) => {
  it('is checked in time that grows no faster than its body: 1 MiB within 300 ms of CPU', () => {
    const value: unknown = JSON.parse(body(MIB - 1_000));
    checkDefinition(JSON.parse(body(10_000)));
    // The least of a few: other things may be going on in this process.
    const costs = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      expect(checkDefinition(value).findings.valid).toBe(false);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    expect(Math.min(...costs)).toBeLessThan(300);
  });

  it('is told in at most 101 findings, within 64 kB', () => {
    const { findings } = checkDefinition(JSON.parse(body(MIB - 1_000)));
    expect(findings.list.length).toBeGreaterThan(0);
    expect(findings.list.length).toBeLessThanOrEqual(101);
    expect(Buffer.byteLength(JSON.stringify(findings.list))).toBeLessThan(60_000);
    expect(findings.list.some(({ severity }) => severity === 'error')).toBe(true);
    for (const { code } of findings.list) expect(DIAGNOSTIC_CODES).toContain(code);
  });

  it('is told where: each pointer leads to something in it, or to where that is missing, but for names that are cut', () => {
    const value: unknown = JSON.parse(body(MIB - 1_000));
    for (const { path } of checkDefinition(value).findings.list) {
      expect(
        path === '' || path.includes('…') || path === '/initial' || path === '/states' || leads(value, path),
      ).toBe(true);
    }
  });
});

function leads(value: unknown, path: string): boolean {
  for (const part of path.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return false;
    value = (value as Record<string, unknown>)[name];
  }
  return true;
}

it('counts the findings that it leaves out', () => {
  const members = Array.from({ length: 250 }, (_, i) => [`m${i}`, 0]);
  const body = { initial: 'a', states: { a: { final: true } }, ...Object.fromEntries(members) };
  const { findings } = checkDefinition(body);
  expect(findings.list).toHaveLength(101);
  expect(findings.list.at(-1)).toEqual({
    severity: 'error',
    code: 'MORE_FINDINGS',
    path: '',
    message: 'There are 150 more, which are told once these are mended.',
  });
});

it('calls what it leaves out a warning where nothing is an error', () => {
  const names = Array.from({ length: 98 }, (_, i) => `@${i}`.padEnd(128, '~'));
  const endless = names.map((name, i) => [name, { transitions: i === 0 ? names : [name] }] as const);
  const ending = { a: { transitions: [names[0], 'b'] }, b: { final: true } };
  const { findings } = checkDefinition({
    initial: 'a',
    states: { ...ending, ...Object.fromEntries(endless) },
  });
  expect(findings.valid).toBe(true);
  expect(findings.list.at(-1)).toMatchObject({ severity: 'warning', code: 'MORE_FINDINGS' });
});

it('names each transition that is there twice', () => {
  const states = { a: { transitions: ['b', 'c', 'b', 'c', 'b'] }, b: { final: true }, c: { final: true } };
  const { findings } = checkDefinition({ initial: 'a', states });
  expect(findings.list.map(({ code, path }) => [code, path])).toEqual([
    ['DUPLICATE_TRANSITION', '/states/a/transitions/2'],
    ['DUPLICATE_TRANSITION', '/states/a/transitions/3'],
    ['DUPLICATE_TRANSITION', '/states/a/transitions/4'],
  ]);
});

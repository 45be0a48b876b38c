import { Type as Class } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import fc from 'fast-check';
import { transformMetadata } from '../../src/platform/http/shapes/transform-metadata';

const PECULIAR_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
const OTHER_NAMES = ['extra', 'then', 'length', 'Quantity', '', '0', ' id', ...PECULIAR_NAMES];

/** Something of these fits into nearly every field. */
const USUAL = [
  ...['TEE-M', '@world', 'a'.repeat(128), 'main', 'USD', 'UTC', 'Europe/Berlin', 'a line of text', '7', '50'],
  ...[
    '2026-01-01T00:00:00Z',
    'y3Jz',
    1,
    7,
    900,
    2 ** 53 - 1,
    true,
    false,
    {},
    { upTo: 7 },
    ['TEE-M', 'MUG'],
    { a: [1, { b: null }] },
    { prototype: 1 },
    { a: [{ prototype: 2 }] },
  ],
];
const ODD = [
  ...['', ' ', 'a'.repeat(129), 'TEE M', 'é', '\u0000', '\ud800', '😀', 'usd', '1e3', '-1', 'null', '1.0'],
  ...[null, 0, -0, -1, 1.5, 1e-7, 2 ** 53, -(2 ** 53), 1e308, [], [[]], [{}], [null], [1], [['TEE-M']]],
];

/** The pipe drops names that mean something to JavaScript, takes a list for any item of a list, and reads alone: lists of texts, and objects where a number may stand too. */
export function isPeculiar(json: string): boolean {
  return PECULIAR_NAMES.some((name) => json.includes(`"${name}"`)) || /[[,]\[|\["|"upTo"/.test(json);
}

/** JSON objects that are nearly, and often wholly, what this class asks for. */
export function anySourceOf(shape: Class): fc.Arbitrary<object> {
  const names = fieldNamesOf(shape);
  const own = fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), anyValueOf(shape, name))));
  const others = fc.array(fc.tuple(fc.constantFrom(...OTHER_NAMES), fc.constantFrom(...ODD, ...USUAL)), {
    maxLength: 2,
  });
  const rarely = fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: others });
  return fc
    .tuple(own, rarely, fc.infiniteStream(fc.nat(3)))
    .map(([members, more, chances]) => [...members.filter(() => chances.next().value !== 0), ...more])
    .chain((members) => fc.shuffledSubarray(members, { minLength: members.length }))
    .map(objectOf);
}

function anyValueOf(shape: Class, name: string): fc.Arbitrary<unknown> {
  const odd = fc.oneof(fc.constantFrom(...ODD), fc.jsonValue(), fc.string({ unit: 'binary' }), fc.double());
  return fc.oneof({ weight: 12, arbitrary: fittingOf(shape, name) }, { weight: 1, arbitrary: odd });
}

function fittingOf(shape: Class, name: string): fc.Arbitrary<unknown> {
  const held = transformMetadata.findTypeMetadata(shape, name)?.typeFunction() as Class | undefined;
  if (held) {
    const item = anySourceOf(held);
    return isListField(shape, name) ? fc.array(item, { minLength: 1, maxLength: 3 }) : item;
  }
  const fitting = [...USUAL, ...wordsOf(shape, name)].filter((value) => fits(shape, name, value));
  return fc.constantFrom<unknown>(...fitting, ...(fits(shape, name, null) ? [null] : []));
}

function fits(shape: Class, name: string, value: unknown): boolean {
  const errors = validateSync(plainToInstance(shape, { [name]: value }) as object);
  return errors.every(({ property }) => property !== name);
}

function isListField(shape: Class, name: string): boolean {
  return !fits(shape, name, {});
}

function wordsOf(shape: Class, name: string): unknown[] {
  const ruled = decoratorsOf(shape)[name]!.filter((decorator) => decorator.name === 'isIn');
  return ruled.flatMap(({ constraints }) => constraints[0] as unknown[]);
}

function fieldNamesOf(shape: Class): string[] {
  return Object.keys(decoratorsOf(shape));
}

function decoratorsOf(shape: Class): Record<string, { name?: string; constraints: unknown[] }[]> {
  const storage = getMetadataStorage();
  return storage.groupByPropertyName(storage.getTargetValidationMetadatas(shape, '', false, false));
}

/** As JSON.parse makes it: `__proto__` is a member like any other. */
function objectOf(members: (readonly [string, unknown])[]): object {
  const text = members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return JSON.parse(`{${text.join(',')}}`) as object;
}

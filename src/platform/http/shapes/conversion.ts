import { Type as Class } from '@nestjs/common';
import { TransformationType } from 'class-transformer';
import { transformMetadata as metadata } from './transform-metadata';

/**
 * Makes of a body, a path or a query the instance that ValidationPipe would make of it, in a fraction of the time.
 * Undefined says nothing about the value but that the pipe has to look at it: it alone refuses, and words refusals.
 */
export type ShapeReader = (source: object) => object | undefined;

/** Turns the given value of a field into the value of the instance; `source` is the object that has the field. */
export type Conversion = (given: unknown, source: object) => unknown;

/** Instead of a value: only the pipe knows what becomes of it. */
export const LEFT_TO_THE_PIPE: unknown = Object.freeze({});

const type = TransformationType.PLAIN_TO_CLASS;

/** Does what class-transformer does to a field, by its @Type and @Transform; none where they say more than that. */
export function conversionOf(shape: Class, name: string, held?: HeldClass): Conversion | undefined {
  const transforms = metadata.findTransformMetadatas(shape, name, type);
  const isRenamed = metadata.findExposeMetadata(shape, name) ?? metadata.findExcludeMetadata(shape, name);
  if (isRenamed || held?.isSpecial || transforms.some(({ options }) => hasMembers(options))) return undefined;
  return (given, source) => {
    let value = isObject(given) ? instancesOf(given, held?.read) : given;
    for (const { transformFn } of transforms) {
      value = transformFn({ value, key: name, obj: source, type, options: {} }) as unknown;
    }
    // A transform has taken it from `obj`, as it came.
    return value === given && isObject(given) && hasDroppedNames(given) ? LEFT_TO_THE_PIPE : value;
  };
}

/** The class of what a field holds, one or many. */
export interface HeldClass {
  shape: Class;
  read?: ShapeReader;
  /** Whether more is made of it than instances of a class that has a reader. */
  isSpecial: boolean;
}

export function heldBy(
  shape: Class,
  name: string,
  readerOf: (held: Class) => ShapeReader | undefined,
): HeldClass | undefined {
  const found = metadata.findTypeMetadata(shape, name);
  if (!found) return undefined;
  const held = found.typeFunction() as Class;
  const read = readerOf(held);
  const isUsual = [Array, Object, held].includes(found.reflectedType as Class) && !hasMembers(found.options);
  return { shape: held, read, isSpecial: !read || !isUsual };
}

/** Where no class is named, class-transformer makes a copy, in a way of its own. */
function instancesOf(given: object, read: ShapeReader | undefined): unknown {
  if (!read) return LEFT_TO_THE_PIPE;
  if (!Array.isArray(given)) return read(given) ?? LEFT_TO_THE_PIPE;
  const items = new Array<unknown>(given.length);
  for (let i = 0; i < given.length; i++) {
    const item: unknown = given[i];
    const instance = isObject(item) && read(item);
    if (!instance) return LEFT_TO_THE_PIPE;
    items[i] = instance;
  }
  return items;
}

/** The pipe deletes these, however deep they are. */
const DROPPED_NAMES = ['__proto__', 'prototype', 'constructor'];

function hasDroppedNames(value: object): boolean {
  if (DROPPED_NAMES.some((name) => Object.hasOwn(value, name))) return true;
  return Object.values(value).some((inner: unknown) => isObject(inner) && hasDroppedNames(inner));
}

function hasMembers(options: object | undefined): boolean {
  return options !== undefined && Object.keys(options).length > 0;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

import { Type as Class } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { cut, pointerTo } from '../pointer';
import { FieldError } from '../problem';
import { transformMetadata } from './transform-metadata';

type Place = string | number;
type Members = Record<string, unknown>;

/** A field as its class has it. */
interface Field {
  /** The class of what it holds, one or many. */
  held: Class | undefined;
  isList: boolean;
  /** How many items it may have. */
  most: number | undefined;
}

/** So much is kept of a list that no rule bounds, and of an object that no class describes. */
const MOST = 1000;
/** As many as are told. */
const MAX_ERRORS = 100;

/**
 * The part of a body that can matter to what is wrong with it: the fields that its class has, lists up to one item too
 * many, and of what no class describes the surface. class-validator takes time in proportion to the square of unknown
 * names, and far too much for each item of a list that is too long; of the outline it says the same.
 */
export class Outline {
  /** Unknown names, and lists in the place of objects. */
  readonly errors: FieldError[] = [];

  /** There are more than are told; what comes behind was left out. */
  get isFull(): boolean {
    return this.errors.length > MAX_ERRORS;
  }

  of(shape: Class, source: object, places: Place[] = []): Members {
    const fields = fieldsOf(shape);
    const outline: Members = {};
    for (const name of Object.keys(source)) {
      const field = fields.get(name);
      if (field) outline[name] = this.value(field, (source as Members)[name], [...places, name]);
      else this.refuse([...places, name], `property ${cut(name)} should not exist`);
      if (this.isFull) break;
    }
    return outline;
  }

  private value({ held, isList, most = MOST }: Field, value: unknown, places: Place[]): unknown {
    if (!isObject(value)) return value;
    // class-validator does not look into what is no list, no object or too long.
    if (!held || Array.isArray(value) !== isList) return surface(value, most);
    if (!Array.isArray(value)) return this.of(held, value, places);
    if (value.length > most) return surface(value, most);
    return value.map((item: unknown, i) => this.item(held, item, [...places, i]));
  }

  private item(held: Class, item: unknown, places: Place[]): unknown {
    if (!isObject(item) || this.isFull) return item;
    if (!Array.isArray(item)) return this.of(held, item, places);
    // class-validator would take it for what its own items are.
    this.refuse(places, 'an item must be an object');
    return [];
  }

  private refuse(places: Place[], detail: string): void {
    this.errors.push({ pointer: pointerTo(places), detail });
  }
}

/** An object or list without what is in its objects and lists. */
function surface(value: object, most: number): object {
  if (Array.isArray(value)) return value.slice(0, most + 1).map(hollow);
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST)
      .map(([name, inner]) => [name, hollow(inner)]),
  );
}

function hollow(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Array.isArray(value) ? [] : {};
}

const known = new Map<Class, Map<string, Field>>();

function fieldsOf(shape: Class): Map<string, Field> {
  let fields = known.get(shape);
  if (!fields) known.set(shape, (fields = readFields(shape)));
  return fields;
}

function readFields(shape: Class): Map<string, Field> {
  const storage = getMetadataStorage();
  const decorators = storage.getTargetValidationMetadatas(shape, '', false, false);
  const fields = new Map<string, Field>();
  for (const [name, own] of Object.entries(storage.groupByPropertyName(decorators))) {
    const held = transformMetadata.findTypeMetadata(shape, name)?.typeFunction() as Class | undefined;
    const bound = own.find((decorator) => decorator.name === 'arrayMaxSize');
    const isList = own.some((decorator) => decorator.name === 'isArray');
    fields.set(name, { held, isList, most: bound?.constraints[0] as number | undefined });
  }
  return fields;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

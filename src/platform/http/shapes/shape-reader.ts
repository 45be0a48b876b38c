import { Type as Class } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { Conversion, conversionOf, heldBy, LEFT_TO_THE_PIPE, ShapeReader } from './conversion';
import { Rule, ruleOf } from './rule';

const readers = new Map<Class, ShapeReader | undefined>();

/** The reader of a class, made once of its decorators; none where they say something that is not known here. */
export function shapeReaderOf(shape: Class): ShapeReader | undefined {
  if (!readers.has(shape)) {
    // A class that contains itself finds this, and so is left to the pipe.
    readers.set(shape, undefined);
    readers.set(shape, compile(shape));
  }
  return readers.get(shape);
}

interface Field {
  name: string;
  convert: Conversion;
  accepts: Rule;
}

function compile(shape: Class): ShapeReader | undefined {
  const fields = fieldsOf(shape);
  if (!fields) return undefined;
  const byName = new Map(fields.map((field) => [field.name, field]));
  return (source) => {
    if (Array.isArray(source)) return undefined;
    const instance = new shape() as Record<string, unknown>;
    for (const name of Object.keys(source)) {
      const field = byName.get(name);
      const given = (source as Record<string, unknown>)[name];
      const value = field ? field.convert(given, source) : LEFT_TO_THE_PIPE;
      if (value === LEFT_TO_THE_PIPE) return undefined;
      instance[name] = value;
    }
    for (const { name, accepts } of fields) if (!accepts(instance[name], instance)) return undefined;
    return instance;
  };
}

function fieldsOf(shape: Class): Field[] | undefined {
  const storage = getMetadataStorage();
  const decorators = storage.getTargetValidationMetadatas(shape, '', false, false);
  const fields: Field[] = [];
  for (const [name, own] of Object.entries(storage.groupByPropertyName(decorators))) {
    const held = heldBy(shape, name, shapeReaderOf);
    const convert = conversionOf(shape, name, held);
    const accepts = ruleOf(shape, own, held?.shape);
    if (!convert || !accepts) return undefined;
    fields.push({ name, convert, accepts });
  }
  const known = fields.map(({ name }) => name);
  // class-validator refuses the value whose class has other fields of its own, and the class that says nothing.
  return known.length > 0 && Object.keys(new shape() as object).every((name) => known.includes(name))
    ? fields
    : undefined;
}

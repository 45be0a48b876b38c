import { ArgumentMetadata, PipeTransform, Type as Class, ValidationPipe } from '@nestjs/common';
import { FieldError, Problem } from '../problem';
import { invalid } from '../validation';
import { Outline } from './outline';
import { shapeReaderOf } from './shape-reader';

/** Gives handlers what ValidationPipe would give them: by a reader made for the class, or else by the pipe itself. */
export class ShapePipe implements PipeTransform {
  constructor(private readonly pipe: ValidationPipe) {}

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    const { type, metatype } = metadata;
    // Our own decorators have checked the values that they take from a request.
    if (type === 'custom') return value;
    const read = metatype && shapeReaderOf(metatype);
    // An absent body is an empty one.
    const source = value ?? {};
    if (!read || typeof source !== 'object') return this.pipe.transform(value, metadata);
    return read(source) ?? this.refuse(source, metadata);
  }

  /** Words what is wrong with what the reader did not take; there may be nothing but what only the pipe can read. */
  private async refuse(source: object, metadata: ArgumentMetadata): Promise<unknown> {
    const outline = new Outline();
    const known = outline.of(metadata.metatype as Class, source);
    const others = outline.isFull ? [] : await this.errorsOf(known, metadata);
    const errors = [...outline.errors, ...others];
    if (errors.length > 0) throw invalid(metadata.type === 'query' ? errors.map(inQuery) : errors);
    return this.pipe.transform(source, metadata);
  }

  private async errorsOf(known: object, metadata: ArgumentMetadata): Promise<FieldError[]> {
    try {
      await this.pipe.transform(known, metadata);
      return [];
    } catch (error) {
      if (error instanceof Problem) return error.extras.errors as FieldError[];
      throw error;
    }
  }
}

/** A parameter of the query has no pointer into anything; its name stands behind `?`. */
function inQuery({ pointer, detail }: FieldError): FieldError {
  return { pointer: pointer.replace('/', '?'), detail };
}

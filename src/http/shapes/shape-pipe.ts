import { ArgumentMetadata, PipeTransform, ValidationPipe } from '@nestjs/common';
import { shapeReaderOf } from './shape-reader';

/** Gives handlers what ValidationPipe would give them: by a reader made for the class, or else by the pipe itself. */
export class ShapePipe implements PipeTransform {
  constructor(private readonly pipe: ValidationPipe) {}

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    // What our own decorators take from a request, they have checked.
    if (metadata.type === 'custom') return value;
    const read = metadata.metatype && shapeReaderOf(metadata.metatype);
    // An absent body is an empty one.
    const source = value ?? {};
    const instance = typeof source === 'object' ? read?.(source) : undefined;
    return instance ?? this.pipe.transform(value, metadata);
  }
}

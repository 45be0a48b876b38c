import { PipeTransform, ValidationError, ValidationPipe } from '@nestjs/common';
import { pointerTo } from './pointer';
import { FieldError } from './problem';
import { ShapePipe } from './shapes/shape-pipe';
import { invalid } from './validation';

/** Shapes are checked by class-validator: unknown fields are refused, nothing is converted in silence. */
export function validationPipe(): PipeTransform {
  return new ShapePipe(classValidatorPipe());
}

/** Validates by class-validator alone, without the short cut. */
export function classValidatorPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalid(errors.flatMap((error) => fieldErrors(error, []))),
  });
}

function fieldErrors(error: ValidationError, parents: string[]): FieldError[] {
  const places = [...parents, error.property ?? ''];
  const pointer = pointerTo(places);
  const own = Object.values(error.constraints ?? {}).map((detail) => ({ pointer, detail }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, places))];
}

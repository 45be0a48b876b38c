import { PipeTransform, ValidationError, ValidationPipe } from '@nestjs/common';
import { VALIDATION_FAILED } from './http.problems';
import { FieldError, Problem } from './problem';
import { ShapePipe } from './shapes/shape-pipe';

/** Shapes are checked by class-validator: unknown fields are refused, nothing is converted in silence. */
export function validationPipe(): PipeTransform {
  return new ShapePipe(classValidatorPipe());
}

/** The same without a short cut. */
export function classValidatorPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalid(errors.flatMap((error) => fieldErrors(error, ''))),
  });
}

/** 400 VALIDATION_FAILED for these fields. */
export function invalid(errors: FieldError[]): Problem {
  const [first] = errors;
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : '';
  const where = first?.pointer ? `${first.pointer}: ` : '';
  return new Problem(
    VALIDATION_FAILED,
    `${where}${first?.detail ?? 'the body must be a JSON object'}${more}.`,
    { errors },
  );
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const pointer = `${parent}/${escapePointer(error.property ?? '')}`;
  const own = Object.values(error.constraints ?? {}).map((detail) => ({ pointer, detail }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, pointer))];
}

/** RFC 6901, section 3. */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

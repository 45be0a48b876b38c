import { bounded } from './bounded';
import { VALIDATION_FAILED } from './http.problems';
import { FieldError, Problem } from './problem';

/** 400 VALIDATION_FAILED for these fields, of which it tells as many as an answer can hold. */
export function invalid(errors: FieldError[]): Problem {
  const told = bounded(errors);
  const [first] = told;
  const others = told.length < errors.length ? `at least ${told.length}` : told.length - 1;
  const more = errors.length > 1 ? `, and ${others} more` : '';
  const where = first?.pointer ? `${first.pointer}: ` : '';
  return new Problem(
    VALIDATION_FAILED,
    `${where}${first?.detail ?? 'the body must be a JSON object'}${more}.`,
    { errors: told },
  );
}

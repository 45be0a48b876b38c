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

/** Reads each row of a batch; all invalid rows are reported at once. */
export function readRows<Row, Made>(rows: Row[], read: (row: Row, i: number) => Made): Made[] {
  const made: Made[] = [];
  const errors: FieldError[] = [];
  rows.forEach((row, i) => {
    try {
      made.push(read(row, i));
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.kind !== VALIDATION_FAILED) throw thrown;
      errors.push(...(thrown.extras.errors as FieldError[]));
    }
  });
  if (errors.length > 0) throw invalid(errors);
  return made;
}

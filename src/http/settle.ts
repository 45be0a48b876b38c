import { Result } from '../redis';
import { Executed } from './executed';
import {
  IDEMPOTENCY_KEY_REUSED,
  PRECONDITION_REQUIRED,
  STORE_NOT_FOUND,
  VERSION_MISMATCH,
} from './http.problems';
import { Problem } from './problem';
import { invalid } from './validation';

/** How a domain words each refusal of its scripts; `values` is what the script sent along with the word. */
export type Refusals<Code extends string> = Record<Code, (values: string[]) => Problem>;

/** Refusals that any script may give. */
const COMMON: Refusals<string> = {
  STORE_NOT_FOUND: () => new Problem(STORE_NOT_FOUND, 'There is no such store.'),
  IDEMPOTENCY_KEY_REUSED: () =>
    new Problem(
      IDEMPOTENCY_KEY_REUSED,
      'This idempotency key was used for a request with another method, path or body.',
    ),
  VERSION_MISMATCH: ([actual]) =>
    new Problem(VERSION_MISMATCH, `The current version is ${actual}.`, { actual: Number(actual) }),
  PRECONDITION_REQUIRED: ([alternatives]) =>
    new Problem(PRECONDITION_REQUIRED, `The call must carry one of these: ${alternatives}.`),
  INVALID_ARGUMENT: ([name]) => invalid([{ pointer: `/${name}`, detail: `${name} is not valid` }]),
};

/** The value of a result; a refusal is thrown as its problem. */
export function valueOf<T, Code extends string>(result: Result<T, Code>, refusals: Refusals<Code>): T {
  if (result.ok) return result.value;
  throw problemOf(result.code, result.values, refusals);
}

/** The same for a mutating call: the value with what the headers say of it. */
export function executed<T, Code extends string>(
  result: Result<T, Code>,
  refusals: Refusals<Code>,
): Executed<T> {
  return new Executed(valueOf(result, refusals), result.ok && result.replayed);
}

/** The same for a versioned resource, whose version becomes the ETag. */
export function versioned<T extends { version: number }, Code extends string>(
  result: Result<T, Code>,
  refusals: Refusals<Code>,
): Executed<T> {
  const value = valueOf(result, refusals);
  return new Executed(value, result.ok && result.replayed, undefined, value.version);
}

export function problemOf<Code extends string>(
  code: Code,
  values: string[],
  refusals: Refusals<Code>,
): Problem {
  const refuse = (refusals as Refusals<string>)[code] ?? COMMON[code];
  if (!refuse) throw new Error(`a script refused with ${code}, which nothing words`);
  return refuse(values);
}

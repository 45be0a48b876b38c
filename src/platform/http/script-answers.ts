import { ReplyValue, Result } from '../redis';
import { Executed } from './executed';
import {
  CAP_EXCEEDED,
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
  CAP_EXCEEDED: ([of, field]) =>
    new Problem(CAP_EXCEEDED, `${field} of ${of} would pass 9007199254740991.`, { of, field }),
  INVALID_ARGUMENT: ([name]) => invalid([{ pointer: `/${name}`, detail: `${name} is not valid` }]),
};

/** The value of a result; a refusal is thrown as its problem. */
export function valueOf<T, Code extends string>(result: Result<T, Code>, refusals: Refusals<Code>): T {
  if (result.ok) return result.value;
  throw obstaclesOf(result.code, result.values, refusals);
}

/** The value of a mutating call's result, with what the headers say of it. */
export function executed<T, Code extends string>(
  result: Result<T, Code>,
  refusals: Refusals<Code>,
): Executed<T> {
  return new Executed(valueOf(result, refusals), result.ok && result.replayed);
}

/** The value of a call that writes a versioned resource, whose version becomes the ETag. */
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

/** Members that one of several obstacles adds to the problem of all. */
export type MembersOf = (problem: Problem, values: string[]) => Record<string, unknown>;

/**
 * The problem of a refusal that may carry further ones, each an array at its end: the first leads, and where there are
 * several, it has the members of all and lists their codes.
 */
export function obstaclesOf<Code extends string>(
  code: Code,
  values: ReplyValue[],
  refusals: Refusals<Code>,
  membersOf: MembersOf = ({ extras }) => extras,
): Problem {
  const own = values.filter((value) => typeof value === 'string');
  const first = problemOf(code, own, refusals);
  const obstacles = [{ problem: first, members: membersOf(first, own) }];
  for (const further of values.filter((value) => typeof value !== 'string')) {
    const [word, ...rest] = further as [Code, ...string[]];
    const problem = problemOf(word, rest, refusals);
    obstacles.push({ problem, members: membersOf(problem, rest) });
  }
  const members = Object.assign({}, ...obstacles.map((one) => one.members).reverse(), first.extras) as object;
  const codes = obstacles.map(({ problem }) => problem.kind.code);
  const extras = codes.length > 1 ? { ...members, codes } : { ...members };
  const detail = obstacles.map(({ problem }) => problem.detail).join(' ');
  return new Problem(first.kind, detail, extras, first.headers);
}

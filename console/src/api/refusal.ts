/** An answer of RFC 9457: members beside the named ones are the numbers of the refusal. */
export interface Problem {
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: { pointer: string; detail: string }[];
  [detail: string]: unknown;
}

/** The service said no, and why. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** The service did not answer: nobody knows whether a change was made. */
export class NoAnswer extends Error {
  constructor() {
    super('The service did not answer.');
  }
}

const PLAIN = ['type', 'title', 'status', 'code', 'detail', 'instance', 'requestId', 'errors'];

/** The numbers of a refusal, by their names. */
export function numbersOf(problem: Problem): [name: string, value: unknown][] {
  return Object.entries(problem).filter(([name]) => !PLAIN.includes(name));
}

/** The text of a failure of any kind. */
export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

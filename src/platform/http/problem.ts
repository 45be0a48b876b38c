import { Details } from './problem-details';

/** A code that callers may rely on, with what docs/errors.md and the OpenAPI document say of it. */
export interface ProblemKind {
  code: string;
  status: number;
  title: string;
  /** How the caller can put it right. */
  remedy: string;
  /** Members of its problem beside those of every problem. */
  details: Details;
}

const kinds = new Map<string, ProblemKind>();

/** Adds a code to the closed list. */
export function problemKind(
  code: string,
  status: number,
  title: string,
  remedy: string,
  details: Details = {},
): ProblemKind {
  if (kinds.has(code)) throw new Error(`the code ${code} is defined twice`);
  const kind = { code, status, title, remedy, details };
  kinds.set(code, kind);
  return kind;
}

/** The closed list, by code. Complete once the modules are loaded. */
export function allProblemKinds(): ProblemKind[] {
  return [...kinds.values()].sort((a, b) => a.code.localeCompare(b.code));
}

export interface FieldError {
  /**
   * RFC 6901 pointer into the body, `?name` for a query parameter, a header's name, or `/name` for a part of the path
   * under the name that it has in the document.
   */
  pointer: string;
  detail: string;
}

/** A refusal on its way to the caller, as RFC 9457 problem details. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    readonly extras: Record<string, unknown> = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(detail);
  }

  /** The members that depend on nothing but the refusal itself; `instance` and `requestId` come with the request. */
  body(): Record<string, unknown> {
    const { code, status, title } = this.kind;
    const type = `urn:countinghouse:problem:${code.toLowerCase().replaceAll('_', '-')}`;
    return { type, title, status, code, detail: this.detail, ...this.extras };
  }
}

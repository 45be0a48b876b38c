import type { Result, Schemas } from './types.js';

/** A refusal, where it is thrown: `problem.code` tells which. */
export class RefusedError<P extends { detail: string } = Schemas['Problem']> extends Error {
  override readonly name = 'RefusedError';

  constructor(readonly problem: P) {
    super(problem.detail);
  }
}

/**
 * No attempt was answered, so that the effect may have happened or not. Ask `getOperation` for `idempotencyKey`, or repeat the
 * call with it: the effect happens once.
 */
export class UnknownOutcomeError extends Error {
  override readonly name = 'UnknownOutcomeError';

  constructor(
    readonly idempotencyKey: string | undefined,
    options: { cause: unknown },
  ) {
    super('The service did not answer; whether the call took effect is not known.', options);
  }
}

/** The data of an answer; a refusal is thrown. */
export async function must<T, P extends { detail: string }>(
  call: Promise<Result<T, P>> | Result<T, P>,
): Promise<T> {
  const result = await call;
  if (!result.ok) throw new RefusedError(result.problem);
  return result.data;
}

import { each } from '../support/calls';
import { Desk } from '../support/desk';

/** One call of a script, the same on whichever store it is asked for. */
export type Call = (store: string) => Promise<{ ok: boolean }>;

/** A mutating script, and a representative call of it that succeeds. */
export interface ScriptCase {
  /** As the file is called: `inventory/deduct`. */
  script: string;
  /** What is special about this call, where a script has several. */
  what?: string;
  /** Calls a round; for a script that does much at once, fewer are enough, and many would take long. */
  calls?: number;
  /** Brings a furnished store to where so many calls make sense, each of its own, and gives them. */
  prepare(desk: Desk, store: string, count: number): Promise<Call[]>;
}

/** A case whose calls are each prepared by themselves. */
export function scriptCase(
  script: string,
  prepareOne: (desk: Desk, store: string) => Promise<Call> | Call,
  more: Pick<ScriptCase, 'what' | 'calls'> = {},
): ScriptCase {
  return {
    script,
    ...more,
    prepare: (desk, store, count) => each(count, () => prepareOne(desk, store)),
  };
}

import { Redis } from 'ioredis';
import { each } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';

/** One call of a script, the same on whichever store it is asked for. */
export type Call = (store: string) => Promise<{ ok: boolean }>;

/** A mutating script, and a representative call of it that succeeds. */
export interface ScriptCase {
  /** As the file is called: `inventory/deduct`. */
  script: string;
  /** The special thing about this call, where a script has several. */
  what?: string;
  /** Calls a round; for a script that does much at once, fewer are enough, and many would take long. */
  calls?: number;
  /** Brings a filled store to where so many calls make sense, each of its own, and gives them. */
  prepare(scripts: ServiceScripts, store: string, count: number, redis: Redis): Promise<Call[]>;
}

/** A case whose calls are each prepared by themselves. */
export function scriptCase(
  script: string,
  prepareOne: (scripts: ServiceScripts, store: string) => Promise<Call> | Call,
  more: Pick<ScriptCase, 'what' | 'calls'> = {},
): ScriptCase {
  return {
    script,
    ...more,
    prepare: (scripts, store, count) => each(count, () => prepareOne(scripts, store)),
  };
}

/** As tables show it: `orders/checkout, 5 lines, paid`. */
export const nameOf = ({ script, what }: ScriptCase): string => (what ? `${script}, ${what}` : script);

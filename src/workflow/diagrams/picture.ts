import { WorkflowDefinition } from '../definitions/definition';

/** A diagram shows a definition, and where an instance of it has been. */
export interface Picture extends WorkflowDefinition {
  title: string;
  /** Only in the diagram of an instance. */
  progress?: Progress;
}

export interface Progress {
  current: string;
  /** Transitions that were made, as `from>to`. */
  taken: Set<string>;
  /** States that the instance was in, the current one included. */
  visited: Set<string>;
}

export function progressOf(initial: string, current: string, taken: [from: string, to: string][]): Progress {
  return {
    current,
    taken: new Set(taken.map(([from, to]) => `${from}>${to}`)),
    visited: new Set([initial, current, ...taken.flat()]),
  };
}

/** A definition that was checked. A Map: `__proto__` and `constructor` are names of states like any other. */
export interface WorkflowDefinition {
  initial: string;
  states: Map<string, WorkflowState>;
}

export interface WorkflowState {
  transitions: string[];
  final: boolean;
}

/** Names of definitions and of their states. None of these characters means anything to a script or a diagram. */
export const NAME = /^[A-Za-z0-9@_][A-Za-z0-9@._:~-]{0,127}$/;
export const NAME_RULE = '1 to 128 of A-Z a-z 0-9 @ . _ : ~ -, beginning with a letter, a digit, @ or _';

/** Packed as scripts read them: `;pending>approved,rejected;rejected!` (lua/workflow/parts/definitions.lua). */
export function packStates(states: WorkflowDefinition['states']): string {
  const parts = [...states].map(([name, { transitions, final }]) =>
    final ? `;${name}!` : `;${name}>${transitions.join(',')}`,
  );
  return parts.join('');
}

export function unpackStates(packed: string): WorkflowDefinition['states'] {
  const states: WorkflowDefinition['states'] = new Map();
  for (const [, name, targets] of packed.matchAll(/;([^;>!]+)(?:!|>([^;]*))/g)) {
    states.set(name!, { transitions: targets?.split(',') ?? [], final: targets === undefined });
  }
  return states;
}

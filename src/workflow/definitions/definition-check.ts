import { NAME, NAME_RULE, WorkflowDefinition, WorkflowState } from './definition';
import { checkGraph } from './definition-graph';
import { Findings } from './diagnostics';

const MAX_STATES = 100;
const MAX_TRANSITIONS = 300;

/** Reads a definition and finds all its faults. Use the definition only where the findings are valid. */
export function checkDefinition(body: unknown): { definition: WorkflowDefinition; findings: Findings } {
  const findings = new Findings();
  const fields = isObject(body) ? new Map(Object.entries(body)) : new Map<string, unknown>();
  refuseOthers(fields, ['initial', 'states'], [], findings);
  const initial = fields.get('initial');
  const states = readStates(fields.get('states'), findings);
  const inShape = findings.valid;
  if (typeof initial !== 'string' || initial === '') {
    findings.add('INITIAL_MISSING', ['initial'], 'initial must name the state in which instances start.');
  } else if (!states.has(initial)) {
    findings.add('INITIAL_UNKNOWN', ['initial'], `initial is ${shown(initial)}, which is no state.`);
  }
  const definition = { initial: initial as string, states };
  // Findings about ways are worth telling only once the shape is right.
  if (inShape) checkGraph(definition, findings);
  return { definition, findings };
}

function readStates(value: unknown, findings: Findings): WorkflowDefinition['states'] {
  const states: WorkflowDefinition['states'] = new Map();
  if (!isObject(value) || Object.keys(value).length === 0) {
    findings.add('STATES_MISSING', ['states'], 'states must be an object with at least one state.');
    return states;
  }
  const entries = Object.entries(value);
  if (entries.length > MAX_STATES) {
    findings.add(
      'TOO_MANY_STATES',
      ['states'],
      `There are ${entries.length} states; the most is ${MAX_STATES}.`,
    );
    return states;
  }
  for (const [name, state] of entries) states.set(name, readState(name, state, findings));
  const transitions = [...states.values()].reduce((sum, state) => sum + state.transitions.length, 0);
  if (transitions > MAX_TRANSITIONS) {
    const message = `There are ${transitions} transitions; the most is ${MAX_TRANSITIONS}.`;
    findings.add('TOO_MANY_TRANSITIONS', ['states'], message);
  }
  return states;
}

function readState(name: string, value: unknown, findings: Findings): WorkflowState {
  const place = ['states', name];
  if (!NAME.test(name)) findings.add('NAME_INVALID', place, `The name of a state must be ${NAME_RULE}.`);
  if (!isObject(value)) {
    findings.add('STATE_INVALID', place, 'A state must be an object with transitions, or with final: true.');
    return { transitions: [], final: false };
  }
  const fields = new Map(Object.entries(value));
  refuseOthers(fields, ['transitions', 'final'], place, findings);
  const transitions = fields.get('transitions') ?? [];
  const final = fields.get('final') ?? false;
  if (typeof final !== 'boolean') {
    findings.add('FINAL_INVALID', [...place, 'final'], 'final must be true or false.');
  }
  if (!Array.isArray(transitions) || !transitions.every((to) => typeof to === 'string')) {
    findings.add(
      'TRANSITIONS_INVALID',
      [...place, 'transitions'],
      'transitions must be a list of names of states.',
    );
    return { transitions: [], final: false };
  }
  return { transitions, final: final === true };
}

function refuseOthers(
  fields: Map<string, unknown>,
  known: string[],
  place: string[],
  findings: Findings,
): void {
  for (const name of fields.keys()) {
    if (known.includes(name)) continue;
    findings.add(
      'UNKNOWN_FIELD',
      [...place, name],
      `${shown(name)} means nothing here; known are ${known.join(', ')}.`,
    );
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A name that may be any text, cut to a length that fits a message. */
function shown(name: string): string {
  return JSON.stringify(name.length > 64 ? `${name.slice(0, 64)}…` : name);
}

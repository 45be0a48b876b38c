import { WorkflowDefinition } from './definition';
import { Findings } from './diagnostics';

/** Finds all faults among the states and transitions of a definition whose shape is right. */
export function checkGraph(definition: WorkflowDefinition, findings: Findings): void {
  checkTransitions(definition, findings);
  checkEnds(definition, findings);
  if (definition.states.has(definition.initial)) checkReach(definition, findings);
  if (findings.valid) warnOfTraps(definition, findings);
}

function checkTransitions({ states }: WorkflowDefinition, findings: Findings): void {
  for (const [name, { transitions }] of states) {
    const seen = new Set<string>();
    transitions.forEach((to, i) => {
      const place = ['states', name, 'transitions', i];
      if (!states.has(to)) {
        findings.add('UNKNOWN_TARGET', place, `${name} leads to ${to.slice(0, 128)}, which is no state.`);
      } else if (seen.has(to)) {
        findings.add('DUPLICATE_TRANSITION', place, `${name} leads to ${to} twice.`);
      }
      seen.add(to);
    });
  }
}

function checkEnds({ states }: WorkflowDefinition, findings: Findings): void {
  for (const [name, { transitions, final }] of states) {
    const place = ['states', name];
    if (final && transitions.length > 0) {
      findings.add('FINAL_WITH_TRANSITIONS', place, `${name} is final, yet it has transitions.`);
    } else if (!final && transitions.length === 0) {
      findings.add('DEAD_END', place, `${name} leads nowhere; give it transitions, or final: true.`);
    }
  }
}

function checkReach({ initial, states }: WorkflowDefinition, findings: Findings): void {
  const reached = reachable([initial], (name) => states.get(name)?.transitions ?? []);
  for (const name of states.keys()) {
    if (reached.has(name)) continue;
    findings.add('UNREACHABLE_STATE', ['states', name], `No way leads from ${initial} to ${name}.`);
  }
}

/** Endless is not wrong (a subscription renews for ever), but rarely meant. */
function warnOfTraps({ states }: WorkflowDefinition, findings: Findings): void {
  const finals = [...states].filter(([, { final }]) => final).map(([name]) => name);
  if (finals.length === 0) {
    findings.add('NO_FINAL_STATE', ['states'], 'No state is final: instances never end.');
    return;
  }
  const sources = new Map([...states.keys()].map((name): [string, string[]] => [name, []]));
  for (const [name, { transitions }] of states) {
    for (const to of transitions) sources.get(to)!.push(name);
  }
  const ending = reachable(finals, (name) => sources.get(name)!);
  for (const name of states.keys()) {
    if (ending.has(name)) continue;
    findings.add('NO_WAY_TO_FINAL', ['states', name], `From ${name} no final state can be reached.`);
  }
}

function reachable(from: string[], next: (name: string) => string[]): Set<string> {
  const reached = new Set(from);
  for (const name of reached) for (const one of next(name)) reached.add(one);
  return reached;
}

import { oneOf, PAYLOAD_TOO_LARGE, Problem, problemKind, Refusals } from '../platform/http';

export const DEFINITION_NOT_FOUND = problemKind(
  'DEFINITION_NOT_FOUND',
  404,
  'No such definition',
  'Correct its name or version; `GET …/workflow/definitions` lists them.',
);
export const INSTANCE_NOT_FOUND = problemKind(
  'INSTANCE_NOT_FOUND',
  404,
  'No such instance',
  'Correct the id; an instance whose start was answered with an error does not exist.',
);
export const RECORD_NOT_FOUND = problemKind(
  'RECORD_NOT_FOUND',
  404,
  'No such record',
  'Correct the id, or create it with `PUT` and `If-None-Match: *`.',
);
export const DEFINITION_CONFLICT = problemKind(
  'DEFINITION_CONFLICT',
  409,
  'This version exists and is another definition',
  'A version is never changed: put the definition under the next number.',
);
export const INSTANCE_ALREADY_EXISTS = problemKind(
  'INSTANCE_ALREADY_EXISTS',
  409,
  'An instance with this id exists',
  'Choose another id; a retry must carry the same idempotency key.',
  { id: 'instance-1' },
);
export const STATE_MISMATCH = problemKind(
  'STATE_MISMATCH',
  409,
  'The instance is not in the expected state',
  'Someone was faster: read the instance and decide again from `actual`.',
  { expected: 'pending', actual: 'approved' },
);
export const INVALID_TRANSITION = problemKind(
  'INVALID_TRANSITION',
  409,
  'The definition has no such transition',
  'Go to one of `allowed`; where that is empty, the state is final.',
  { from: 'pending', to: 'completed', allowed: ['approved', 'rejected'] },
);
export const DEFINITION_INVALID = problemKind(
  'DEFINITION_INVALID',
  422,
  'The definition cannot work',
  'Correct what the `diagnostics` of severity `error` point at; `POST …/definitions/validate` tells them beforehand.',
  {
    diagnostics: [
      {
        ...{
          severity: oneOf('error', 'warning'),
          code: 'UNKNOWN_STATE',
          path: '/states/pending/transitions/0',
        },
        message: 'pending leads to aproved, which is no state.',
      },
    ],
  },
);

export const DIAGRAM_TOO_LARGE = problemKind(
  'DIAGRAM_TOO_LARGE',
  422,
  'The definition is too large to be drawn as SVG',
  'Ask for `format=mermaid`, which has no such limit; an SVG shows up to `most` transitions.',
  { transitions: 200, most: 150 },
);
export const DIAGRAM_NOT_DRAWN = problemKind(
  'DIAGRAM_NOT_DRAWN',
  503,
  'The diagram could not be laid out within its limits',
  'Ask for `format=mermaid`, which needs no layout; or repeat after `Retry-After` seconds.',
);

export type WorkflowRefusal =
  | 'DEFINITION_NOT_FOUND'
  | 'DEFINITION_CONFLICT'
  | 'INSTANCE_NOT_FOUND'
  | 'INSTANCE_ALREADY_EXISTS'
  | 'STATE_MISMATCH'
  | 'INVALID_TRANSITION'
  | 'RECORD_NOT_FOUND'
  | 'PAYLOAD_TOO_LARGE';

export const workflowRefusals: Refusals<WorkflowRefusal> = {
  DEFINITION_NOT_FOUND: ([name, version]) =>
    new Problem(
      DEFINITION_NOT_FOUND,
      `There is no definition ${name}${version ? ` version ${version}` : ''}.`,
    ),
  DEFINITION_CONFLICT: ([name, version]) =>
    new Problem(DEFINITION_CONFLICT, `${name} version ${version} has other states or transitions.`),
  INSTANCE_NOT_FOUND: ([id]) => new Problem(INSTANCE_NOT_FOUND, `There is no instance ${id}.`),
  INSTANCE_ALREADY_EXISTS: ([id]) =>
    new Problem(INSTANCE_ALREADY_EXISTS, `Instance ${id} was started under another idempotency key.`, { id }),
  STATE_MISMATCH: ([expected, actual]) =>
    new Problem(STATE_MISMATCH, `The instance is in state ${actual}, not ${expected}.`, { expected, actual }),
  INVALID_TRANSITION: ([from, to, targets]) => {
    const allowed = statesOf(targets!);
    const instead = allowed.length > 0 ? `only to ${allowed.join(', ')}` : 'nowhere: it is final';
    return new Problem(INVALID_TRANSITION, `${from} leads ${instead}, not to ${to}.`, { from, to, allowed });
  },
  RECORD_NOT_FOUND: ([id]) => new Problem(RECORD_NOT_FOUND, `There is no record ${id}.`),
  PAYLOAD_TOO_LARGE: ([bytes]) =>
    new Problem(PAYLOAD_TOO_LARGE, `It would be ${bytes} bytes of JSON; the most is 65536.`, {
      bytes: Number(bytes),
      most: 65_536,
    }),
};

/** `approved,rejected` as scripts send it; '' for none. */
export function statesOf(targets: string): string[] {
  return targets === '' ? [] : targets.split(',');
}

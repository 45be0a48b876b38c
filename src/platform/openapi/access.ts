import { OpenAPIObject } from '@nestjs/swagger';
import { FORBIDDEN, RATE_LIMITED, UNAUTHENTICATED } from '../http/http.problems';
import { ProblemKind } from '../http/problem';
import { problemContent, problemDescription } from '../http/problem-answers';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & {
  'x-scope'?: string;
  'x-scopes-also'?: { scope: string; when: string }[];
};
type Components = NonNullable<OpenAPIObject['components']>;

/** Refusals of any call that needs a key, given before the call itself is read. */
const REFUSALS = [UNAUTHENTICATED, FORBIDDEN, RATE_LIMITED];

export const BEARER =
  'An API key; its scopes and stores say how far it reaches. A service on a loopback address may be open without.';

/** Adds to each operation that needs a key which scope that is, and the refusals; changes the document in place. An open service needs no key. */
export function describeAccess(document: OpenAPIObject, open: boolean): void {
  document.components!.responses = Object.fromEntries(REFUSALS.map((kind) => [kind.code, response(kind)]));
  for (const operation of Object.values(document.paths).flatMap(
    (path) => Object.values(path) as Operation[],
  )) {
    const scope = operation['x-scope'];
    if (!scope) {
      operation.security = [];
      continue;
    }
    if (open) operation.security = [...(operation.security ?? []), {}];
    const also = operation['x-scopes-also'] ?? [];
    const others = also.map(({ scope: other, when }) => `, and \`${other}\` too ${when}`).join('');
    operation.description =
      `${operation.description ?? ''}\n\nNeeds a key with the scope \`${scope}\`${others}.`.trim();
    for (const { status, code } of REFUSALS) {
      operation.responses[status] = { $ref: `#/components/responses/${code}` };
    }
  }
}

function response(kind: ProblemKind): NonNullable<Components['responses']>[string] {
  return { description: problemDescription([kind]), content: problemContent([kind.code]) };
}

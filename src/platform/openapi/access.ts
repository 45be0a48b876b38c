import { OpenAPIObject } from '@nestjs/swagger';
import { FORBIDDEN, RATE_LIMITED, UNAUTHENTICATED } from '../http/http.problems';
import { ProblemKind } from '../http/problem';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & {
  'x-scope'?: string;
  'x-scopes-also'?: { scope: string; when: string }[];
};
type Components = NonNullable<OpenAPIObject['components']>;

/** Refusals of any call that needs a key, given before the call itself is read. */
const REFUSALS = [UNAUTHENTICATED, FORBIDDEN, RATE_LIMITED];

export const BEARER =
  'An API key; its scopes and stores say how far it reaches. A service on a loopback address may be open without.';

/** Adds to each operation that needs a key which scope that is, and the refusals; changes the document in place. */
export function describeAccess(document: OpenAPIObject): OpenAPIObject {
  document.components!.responses = Object.fromEntries(REFUSALS.map((kind) => [kind.code, response(kind)]));
  for (const operation of Object.values(document.paths).flatMap(
    (path) => Object.values(path) as Operation[],
  )) {
    const scope = operation['x-scope'];
    if (!scope) continue;
    const also = operation['x-scopes-also'] ?? [];
    const others = also.map(({ scope: other, when }) => `, and \`${other}\` too ${when}`).join('');
    operation.description =
      `${operation.description ?? ''}\n\nNeeds a key with the scope \`${scope}\`${others}.`.trim();
    for (const { status, code } of REFUSALS) {
      operation.responses[status] = { $ref: `#/components/responses/${code}` };
    }
  }
  return document;
}

function response({ code, title }: ProblemKind): NonNullable<Components['responses']>[string] {
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Problem' }],
    properties: { code: { type: 'string', enum: [code] } },
  };
  const examples = { [code]: { $ref: `#/components/examples/${code}` } };
  const content = { 'application/problem+json': { schema, examples } };
  return { description: `\`${code}\` ${title}`, content };
}

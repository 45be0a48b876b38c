import { OpenAPIObject } from '@nestjs/swagger';
import * as problems from '../http/http.problems';
import { allProblemKinds, ProblemKind } from '../http/problem';
import { PROBLEM_MEDIA_TYPE, problemContent, problemDescription } from '../http/problem-answers';
import { Operation, Response, routesOf } from './operations';

/** Refusals that any call may meet, whatever it asks. */
const OF_ANY = [
  ...[problems.MALFORMED_REQUEST, problems.INTERNAL_ERROR, problems.STORE_CORRUPTED],
  // Told by a service whose release does not have the call yet.
  problems.ROUTE_NOT_FOUND,
  ...[problems.OVERLOADED, problems.SHUTTING_DOWN],
];
/** Those of any call that is not of the API proper: health and metrics. */
const OF_OTHERS = [problems.MALFORMED_REQUEST, problems.FORBIDDEN];
/** Those of any call that may have a body. */
const OF_BODIES = [
  ...[problems.MALFORMED_JSON, problems.REQUEST_TIMEOUT],
  ...[problems.PAYLOAD_TOO_LARGE, problems.UNSUPPORTED_MEDIA_TYPE],
];

/** Says in each operation of the API how any call may be refused; changes the document in place. */
export function describeEntryRefusals(document: OpenAPIObject): void {
  for (const { method, path, operation } of routesOf(document)) {
    for (const [status, added] of byStatus(kindsOf(method, path))) refuse(document, operation, status, added);
  }
}

function kindsOf(method: string, path: string): ProblemKind[] {
  if (!path.startsWith('/v1/')) return OF_OTHERS;
  return method === 'get' ? OF_ANY : [...OF_ANY, ...OF_BODIES];
}

/** One response per status: what is refused with these codes alone is the same everywhere, and is referred to. */
function refuse(document: OpenAPIObject, operation: Operation, status: number, added: ProblemKind[]): void {
  const present = operation.responses[status] as Response | undefined;
  if (present && '$ref' in present) return;
  const own = Object.keys(present?.content?.[PROBLEM_MEDIA_TYPE]?.examples ?? {});
  const kinds = allProblemKinds().filter((kind) => own.includes(kind.code) || added.includes(kind));
  const codes = kinds.map(({ code }) => code);
  const response = { description: problemDescription(kinds), content: problemContent(codes) };
  if (own.length > 0) operation.responses[status] = response;
  else {
    const name = codes.join('_OR_');
    document.components!.responses![name] = response;
    operation.responses[status] = { $ref: `#/components/responses/${name}` };
  }
}

function byStatus(kinds: ProblemKind[]): Map<number, ProblemKind[]> {
  const groups = new Map<number, ProblemKind[]>();
  for (const kind of kinds) groups.set(kind.status, [...(groups.get(kind.status) ?? []), kind]);
  return groups;
}

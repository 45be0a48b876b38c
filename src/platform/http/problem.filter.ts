import { ArgumentsHost, Catch, ExceptionFilter, HttpException } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import {
  DurabilityImpossibleError,
  failureLine,
  NotDurableError,
  StoreCorruptedError,
  StoreUnavailableError,
} from '../redis';
import * as problems from './http.problems';
import { pathOf } from './path-of';
import { Problem, ProblemKind } from './problem';
import { ANSWER_HEADERS } from './security-headers';
import { storeOf } from './store-of';
import { invalid } from './validation';

declare module 'fastify' {
  interface FastifyRequest {
    /** Code of the problem that refused the request, for the log and the metrics. */
    problemCode?: string;
  }
}

/** Answers every refusal and every failure as problem+json; the cause of a failure goes to the log alone. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    sendProblem(toProblem(thrown, request), request, http.getResponse<FastifyReply>());
  }
}

export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  const { status, code } = problem.kind;
  request.problemCode = code;
  if (status === 503) void reply.header('retry-after', '1');
  void reply
    .headers(problem.headers)
    // Where the address cannot be read, no hook has set these.
    .headers(ANSWER_HEADERS)
    .header('x-request-id', request.id)
    .status(status)
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ ...problem.body(), instance: pathOf(request.url), requestId: request.id });
}

function tellCause(level: 'warn' | 'error', request: FastifyRequest, failure: unknown): void {
  request.log[level]({
    reqId: request.id,
    operationId: request.operationId,
    ...failureLine(failure, storeOf(request)),
  });
}

/** Problems for the exceptions that Fastify and Nest throw themselves, by status; the code is ours. */
const BY_STATUS = new Map([
  [400, problems.MALFORMED_REQUEST],
  [404, problems.ROUTE_NOT_FOUND],
  [408, problems.REQUEST_TIMEOUT],
  [413, problems.PAYLOAD_TOO_LARGE],
  [414, problems.MALFORMED_REQUEST],
  [415, problems.UNSUPPORTED_MEDIA_TYPE],
]);

/** A 4xx is the caller's, whatever library throws it. */
function kindOf(status = 0): ProblemKind | undefined {
  return BY_STATUS.get(status) ?? (status >= 400 && status < 500 ? problems.MALFORMED_REQUEST : undefined);
}

function notDurable({ wanted: { disk, replica } }: NotDurableError): Problem {
  const by = [...(disk ? ['the disk'] : []), ...(replica ? ['a replica'] : [])].join(' and ');
  const detail = `The call took effect, but ${by} did not confirm it in time. Repeat it with the same idempotency key.`;
  return new Problem(problems.NOT_DURABLE, detail, { outcome: 'executed' });
}

/** The problem that a caller is told; where the failure is ours, the log has its cause under the id of the request. */
export function toProblem(thrown: unknown, request: FastifyRequest): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof StoreUnavailableError) {
    const outcome = thrown.sent ? 'unknown' : 'not_executed';
    const detail = thrown.sent
      ? 'Redis did not answer; whether the call took effect is not known. Repeat it with the same idempotency key.'
      : 'Redis cannot be reached, takes no writes or has other work to end first; the call had no effect. Repeat it with the same idempotency key.';
    tellCause('warn', request, thrown);
    const headers = { 'retry-after': String(thrown.retryAfterSeconds) };
    return new Problem(problems.STORE_UNAVAILABLE, detail, { outcome }, headers);
  }
  if (thrown instanceof NotDurableError) return notDurable(thrown);
  if (thrown instanceof DurabilityImpossibleError) {
    const detail = `Redis cannot keep this promise: ${thrown.message}`;
    return invalid([{ pointer: 'Durability', detail }]);
  }
  if (thrown instanceof StoreCorruptedError) {
    tellCause('error', request, thrown);
    return new Problem(
      problems.STORE_CORRUPTED,
      'A key of this store does not hold what the service wrote there.',
    );
  }
  const status =
    thrown instanceof HttpException ? thrown.getStatus() : (thrown as { statusCode?: number })?.statusCode;
  // The server of files, for an address that leads out of its folder.
  if (status === 403) return new Problem(problems.ROUTE_NOT_FOUND, 'Nothing is served under this address.');
  const kind = kindOf(status);
  // Their messages quote the address, whose query may hold anything.
  if (kind) return new Problem(kind, (thrown as Error).message.replace(/\?[^\s']*/, ''));
  tellCause('error', request, thrown);
  return new Problem(
    problems.INTERNAL_ERROR,
    'The service failed; the log has the cause under this requestId.',
  );
}

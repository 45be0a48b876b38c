import { LoggerService } from '@nestjs/common';
import { FastifyBaseLogger, FastifyReply, FastifyRequest, LogController } from 'fastify';
import { storeOf } from '../http/store-of';
import { hasHungUp } from '../http/when-over';
import { FailureLine } from '../redis';
import { readableLine } from './readable-line';

/** One line per request, when it is answered: no payload, no query, no header but the idempotency key, and no path
 * but its template. */
export class RequestLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(
    _error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const { method, routeOptions, problemCode: code, operationId } = request;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const [route, store, status] = [routeOptions.url, storeOf(request), reply.statusCode];
    const hungUp = hasHungUp(reply) || undefined;
    const line = { reqId: request.id, operationId, method, route, store, status, code, ms, hungUp };
    request.log.info(line, 'request');
  }
}

/** A pipe takes this much in one piece; of more, the lines of several workers could be mixed. */
const PIPE_BUF = 4_096;

/** Standard output; the lines of one turn of the event loop leave in one write, for a write costs more than a line. */
class LogOutput {
  private lines = '';
  private isOpen = false;
  private readonly isRead = process.stdout.isTTY === true;
  private readonly hasColours = this.isRead && process.stdout.hasColors();

  /** Takes lines of JSON. At a terminal somebody reads them, elsewhere a program does. */
  write(json: string): void {
    if (!this.isOpen) this.open();
    const line = this.isRead ? readableLine(json, this.hasColours) : json;
    if (this.lines.length + line.length > PIPE_BUF) this.flush();
    if (this.lines === '') setImmediate(this.flush);
    this.lines += line;
  }

  private open(): void {
    this.isOpen = true;
    process.once('exit', this.flush);
    // Who read the log has gone; the service goes on.
    process.stdout.on('error', () => undefined);
  }

  private readonly flush = (): void => {
    if (this.lines !== '') process.stdout.write(this.lines);
    this.lines = '';
  };
}

export const logOutput = new LogOutput();

/** Nest's own lines through the same pino logger that requests are logged with. */
export class NestLogger implements LoggerService {
  constructor(private readonly pino: FastifyBaseLogger) {}

  log(message: unknown, context?: string): void {
    // The operator has no use for the lines that Nest logs at boot for each module and route.
    this.pino.debug(lineOf(message, context));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    // A start that fails is told by main.ts in one line.
    const level = context === 'NestApplication' || context === 'ExceptionHandler' ? 'debug' : 'error';
    this.pino[level](lineOf(message, context));
  }

  warn(message: unknown, context?: string): void {
    this.pino.warn(lineOf(message, context));
  }

  debug(message: unknown, context?: string): void {
    this.pino.debug(lineOf(message, context));
  }
}

/** Ours say in fields of their own where a failure was. */
function lineOf(message: unknown, context: unknown): object {
  return isFailureLine(message) ? { context, ...message } : { context, msg: String(message) };
}

function isFailureLine(message: unknown): message is FailureLine {
  return typeof message === 'object' && message !== null && 'msg' in message;
}

import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyBaseLogger, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppModule } from './app.module';
import { Config } from './platform/config/config';
import { serveConsole } from './platform/console';
import { serveDocs } from './platform/openapi/swagger-ui';
import { takeArgumentsInOneGo } from './platform/http/arguments';
import { KeyFile } from './platform/http/auth/key-file';
import { acceptJsonOnly } from './platform/http/body-reader';
import { markDryRun } from './platform/http/dry-run';
import { addEntryChecks } from './platform/http/entry-checks';
import { unwrapExecuted } from './platform/http/executed';
import { ProblemFilter, sendProblem, toProblem } from './platform/http/problem.filter';
import { leaveNothingToNode, refuseGarbage } from './platform/http/raw-errors';
import { sendSecurityHeaders } from './platform/http/security-headers';
import { Stopping } from './platform/http/stopping';
import { refuseWhatIsNotTaken } from './platform/http/taken';
import { validationPipe } from './platform/http/validation-pipe';
import { whenHungUp } from './platform/http/when-over';
import { logOutput, NestLogger, RequestLog } from './platform/observability/logging';
import { REDIS, RedisConnection } from './platform/redis';

/** The names of the requests of this process begin so, and those of no other. */
const RUN = randomBytes(6).toString('base64url');
let requests = 0;

const HEADERS_MS = 10_000;
const IDLE_MS = 120_000;

/** The whole application, not listening yet: the same for production, tests and openapi.json. */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  takeArgumentsInOneGo();
  const adapter = fastifyAdapter(config);
  const keys = openKeys(config, adapter);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config), adapter, {
    logger: new NestLogger(adapter.getInstance().log),
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  acceptJsonOnly(fastify);
  fastify.addHook('preSerialization', unwrapExecuted);
  fastify.addHook('onRequest', nameRequest);
  fastify.addHook('onRequest', markDryRun);
  sendSecurityHeaders(fastify);
  leaveNothingToNode(fastify);
  const { client: redis } = app.get<RedisConnection>(REDIS);
  await addEntryChecks(fastify, { config, keys, stopping: app.get(Stopping), redis });
  fastify.addHook('preHandler', refuseWhatIsNotTaken);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  serveDocs(app, !keys);
  serveConsole(fastify);
  await app.init();
  return app;
}

/** The routes with nothing behind them: enough for the document of the API, and needs no Redis. */
export function createPreview(): Promise<NestFastifyApplication> {
  const options = { preview: true, abortOnError: false, logger: false } as const;
  return NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(new Config()),
    new FastifyAdapter(),
    options,
  );
}

function openKeys({ API_KEYS_FILE: file }: Config, adapter: FastifyAdapter): KeyFile | undefined {
  return file ? KeyFile.open(file, (line) => adapter.getInstance().log.warn(line)) : undefined;
}

function fastifyAdapter(config: Config): FastifyAdapter {
  const requestLog = new RequestLog();
  const adapter = new FastifyAdapter({
    logger: { level: config.LOG_LEVEL, stream: logOutput },
    logController: requestLog,
    // Our one line names the request itself; a logger of its own would be made for every request.
    childLoggerFactory: (logger: FastifyBaseLogger) => logger,
    // Idempotency keys may be 255 characters, each of them percent-encoded.
    routerOptions: { maxParamLength: 800 },
    requestTimeout: config.REQUEST_TIMEOUT_MS,
    keepAliveTimeout: config.KEEP_ALIVE_TIMEOUT_MS,
    // For a caller that stops reading its answer.
    connectionTimeout: IDLE_MS,
    http: {
      // `leaveNothingToNode` refuses instead, with a problem.
      requireHostHeader: false,
      headersTimeout: Math.min(HEADERS_MS, config.REQUEST_TIMEOUT_MS),
      // Node looks for requests that are late only so often.
      connectionsCheckingInterval: Math.min(1_000, config.REQUEST_TIMEOUT_MS),
    },
    // `Stopping` refuses instead, with a problem.
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: requestId,
    clientErrorHandler: refuseGarbage,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(toProblem(error, request), request, reply);
      // An address that cannot be read has no route, so that no hook hears of it.
      requestLog.requestCompleted(null, request, reply);
    },
  });
  whenHungUp(adapter.getInstance(), (request, reply) => requestLog.requestCompleted(null, request, reply));
  return adapter;
}

function nameRequest(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  void reply.header('x-request-id', request.id);
  done();
}

/** The caller's X-Request-Id where it is one that a log can hold, else one of ours: short, since the journal keeps it. */
function requestId(request: { headers: Record<string, unknown> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\x21-\x7e]{1,128}$/.test(given)
    ? given
    : `${RUN}-${(++requests).toString(36)}`;
}

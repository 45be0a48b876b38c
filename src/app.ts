import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppModule } from './app.module';
import { Config } from './config/config';
import { serveDocs } from './docs/swagger-ui';
import { unwrapExecuted } from './http/executed';
import { acceptJsonOnly, MAX_BODY_BYTES } from './http/json-body';
import { ProblemFilter, sendProblem, toProblem } from './http/problem.filter';
import { refuseGarbage } from './http/raw-errors';
import { validationPipe } from './http/validation';
import { NestLogger } from './logging';

/** The whole application, not listening yet: the same for production, tests and openapi.json. */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const adapter = fastifyAdapter(config);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config), adapter, {
    logger: new NestLogger(adapter.getInstance().log),
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  acceptJsonOnly(fastify);
  fastify.addHook('preSerialization', unwrapExecuted);
  fastify.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  fastify.addHook('onResponse', logRequest);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  serveDocs(app);
  await app.init();
  return app;
}

/** The routes with nothing behind them: enough for the document of the API, and needs no Redis. */
export function createPreview(): Promise<NestFastifyApplication> {
  const options = { preview: true, abortOnError: false, logger: false } as const;
  return NestFactory.create<NestFastifyApplication>(AppModule.forRoot(new Config()), new FastifyAdapter(), options);
}

function fastifyAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    logger: { level: config.LOG_LEVEL },
    disableRequestLogging: true,
    bodyLimit: MAX_BODY_BYTES,
    // Ids may be 128 characters, each of them percent-encoded.
    routerOptions: { maxParamLength: 400 },
    requestTimeout: 30_000,
    requestIdHeader: false,
    genReqId: requestId,
    clientErrorHandler: refuseGarbage,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(toProblem(error), request, reply),
  });
}

/** The caller's X-Request-Id where it is one that a log can hold, else one of ours. */
function requestId(request: { headers: Record<string, unknown> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\x21-\x7e]{1,128}$/.test(given) ? given : randomUUID();
}

async function logRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  request.log.info(
    {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    },
    'request',
  );
}

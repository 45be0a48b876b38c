import { AsyncLocalStorage } from 'node:async_hooks';
import {
  defaultTextMapGetter,
  ROOT_CONTEXT,
  Span,
  SpanKind,
  SpanStatusCode,
  trace,
  Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { whenOver } from '../../http';
import { ScriptRun, ScriptWatch } from '../../redis';

/** One span for each request, a child of its caller's (`traceparent`), and one below it for each script. */
export class RequestTracer {
  private readonly tracer: Tracer;
  private readonly callers = new W3CTraceContextPropagator();
  private readonly spans = new WeakMap<FastifyRequest, Span>();
  private readonly current = new AsyncLocalStorage<Span>();

  constructor(private readonly provider: BasicTracerProvider) {
    this.tracer = provider.getTracer('countinghouse');
  }

  follow(fastify: FastifyInstance, scripts: ScriptWatch): void {
    fastify.addHook('onRequest', async (request) => this.begin(request));
    // Not earlier: what reads the body has an asynchronous context of its own.
    fastify.addHook('preHandler', (request, _reply, done) =>
      this.current.run(this.spans.get(request)!, done),
    );
    whenOver(fastify, (request, reply) => this.end(request, reply));
    scripts.listen((run) => this.script(run));
  }

  /** Sends what is left. */
  async stop(): Promise<void> {
    await this.provider.shutdown().catch(() => undefined);
  }

  private begin(request: FastifyRequest): void {
    const { method, headers, routeOptions } = request;
    const route = routeOptions.url;
    const span = this.tracer.startSpan(
      route ? `${method} ${route}` : method,
      {
        kind: SpanKind.SERVER,
        // No address and no header: ids and queries are the caller's business.
        attributes: {
          'http.request.method': method,
          'http.route': route,
          'countinghouse.request_id': request.id,
        },
      },
      this.callers.extract(ROOT_CONTEXT, headers, defaultTextMapGetter),
    );
    this.spans.set(request, span);
  }

  private end(request: FastifyRequest, { statusCode }: FastifyReply): void {
    const span = this.spans.get(request);
    if (!span) return;
    span.setAttribute('http.response.status_code', statusCode);
    if (request.problemCode) span.setAttribute('error.type', request.problemCode);
    if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }

  /** Scripts of the sweepers belong to no request, and are left to the metrics. */
  private script({ script, outcome, startedAtMs, durationMs }: ScriptRun): void {
    const request = this.current.getStore();
    if (!request) return;
    const attributes = { 'db.system.name': 'redis', 'countinghouse.outcome': outcome };
    const span = this.tracer.startSpan(
      `lua ${script}`,
      { kind: SpanKind.CLIENT, startTime: startedAtMs, attributes },
      trace.setSpan(ROOT_CONTEXT, request),
    );
    if (outcome === 'error') span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(startedAtMs + durationMs);
  }
}

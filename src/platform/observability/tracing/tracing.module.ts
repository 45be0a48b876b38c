import { Module, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { FastifyInstance } from 'fastify';
import { Config } from '../../config/config';
import { ScriptWatch } from '../../redis';
import type { RequestTracer } from './request-tracer';

/** Spans of requests and their scripts, where there is somewhere to send them; else nothing of it is even loaded. */
@Module({})
export class TracingModule implements OnModuleInit, OnApplicationShutdown {
  private tracer?: RequestTracer;

  constructor(
    private readonly config: Config,
    private readonly http: HttpAdapterHost,
    private readonly scripts: ScriptWatch,
  ) {}

  async onModuleInit(): Promise<void> {
    const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: service } = this.config;
    if (!endpoint) return;
    const [{ otlpProvider }, { RequestTracer }] = await Promise.all([
      import('./otlp-provider'),
      import('./request-tracer'),
    ]);
    this.tracer = new RequestTracer(otlpProvider(endpoint, service));
    this.tracer.follow(this.http.httpAdapter.getInstance<FastifyInstance>(), this.scripts);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.tracer?.stop();
  }
}

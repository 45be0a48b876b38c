import { Injectable, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { FastifyInstance } from 'fastify';
import { whenOver } from '../../http';
import { ScriptWatch } from '../../redis';
import { Metrics } from './metrics';

/** Counts what happens while it happens: requests, refusals, scripts. */
@Injectable()
export class RequestMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly http: HttpAdapterHost,
    private readonly scripts: ScriptWatch,
  ) {}

  onModuleInit(): void {
    const { requests, requestSeconds, refusals, scriptRuns, scriptSeconds } = this.metrics;
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    whenOver(fastify, ({ method, routeOptions, problemCode }, reply) => {
      const { url: route = 'none', config } = routeOptions;
      requests.inc({ method, route, status: reply.statusCode });
      // How long a reader listens says nothing about how long an answer takes.
      if (!(config.streams && reply.statusCode === 200))
        requestSeconds.observe({ method, route }, reply.elapsedTime / 1000);
      if (problemCode) refusals.inc({ code: problemCode });
    });
    this.scripts.listen(({ script, outcome, durationMs }) => {
      scriptRuns.inc({ script, outcome });
      scriptSeconds.observe({ script }, durationMs / 1000);
    });
  }
}

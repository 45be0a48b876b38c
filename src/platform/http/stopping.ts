import { Injectable, OnModuleDestroy } from '@nestjs/common';
import { onRequestHookHandler } from 'fastify';
import { SHUTTING_DOWN } from './http.problems';
import { Problem } from './problem';

/** How far the end of the service has come: first it says so to load balancers, then it takes no more calls. */
@Injectable()
export class Stopping implements OnModuleDestroy {
  private begun = false;
  private closed = false;

  get hasBegun(): boolean {
    return this.begun;
  }

  /** From here on readiness fails; calls are still served. */
  begin(): void {
    this.begun = true;
  }

  /** Nest calls it first of all when it closes. */
  onModuleDestroy(): void {
    this.begun = true;
    this.closed = true;
  }

  /** Refuses requests that still arrive over open connections; Fastify's own answer would not be a problem+json. */
  readonly refuse: onRequestHookHandler = (_request, _reply, done) => {
    if (!this.closed) return done();
    const headers = { connection: 'close' };
    done(new Problem(SHUTTING_DOWN, 'The service is stopping; the call had no effect.', {}, headers));
  };
}

import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { FastifyRequest } from 'fastify';
import { FORBIDDEN } from '../http.problems';
import { Problem } from '../problem';
import { ApiKey } from './api-keys';
import { Scope } from './scopes';

/** Makes the refusal only where it is thrown: the stack of an error costs more than all else that a check takes. */
export type Refusal = () => Problem;

/** The refusal of a caller who has not this scope; undefined of one who has it. */
export function missingScope({ name, scopes }: ApiKey, needed: string): Refusal | undefined {
  if (scopes.includes('admin') || scopes.some((scope) => scope === needed)) return undefined;
  const detail = `The key "${name}" does not have the scope ${needed}.`;
  return () => new Problem(FORBIDDEN, detail, { missingScope: needed });
}

/**
 * The refusal of a caller who has not a scope that some calls of a route need beside the route's own (`@AlsoNeeds`), to
 * be thrown where this is such a call; undefined where the caller has it, and on a service that needs no keys.
 */
export const MissingScope = createParamDecorator((scope: Scope, context: ExecutionContext) => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  return caller && missingScope(caller, scope);
});

/** Refusals of a caller by the scope that is missing; none of those that the caller has. */
export type MissingByScope = Partial<Record<Scope, Refusal>>;

/** As `@MissingScope`, of several scopes. */
export const MissingScopes = createParamDecorator((scopes: readonly Scope[], context: ExecutionContext) => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  return Object.fromEntries(scopes.map((scope) => [scope, caller && missingScope(caller, scope)]));
});

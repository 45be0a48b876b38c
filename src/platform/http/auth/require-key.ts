import { FastifyRequest, onRequestHookHandler } from 'fastify';
import { FORBIDDEN, UNAUTHENTICATED } from '../http.problems';
import { Problem } from '../problem';
import { ApiKey, ApiKeys } from './api-keys';
import { missingScope } from './missing-scope';
import { Access } from './scope.decorator';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose key the request carries; unset on open routes, and where the service needs no keys. */
    caller?: ApiKey;
  }
}

/** Swagger UI, its files and the document, which no controller of ours declares. */
const DOCS = /^\/docs(\/|$)|^\/openapi\.(json|yaml)$/;

/** Before the body is read: who sends it may not be let in at all. */
export function requireKey(keys: () => ApiKeys): onRequestHookHandler {
  return (request, _reply, done) => {
    const access = accessOf(request);
    if (request.is404 || access === 'open') return done();
    const key = keyIn(request);
    request.caller = key === undefined ? undefined : keys().find(key);
    done(request.caller ? outOfReach(request, request.caller, access) : unknownCaller(key));
  };
}

/** A route that declares nothing is for administrators: what was forgotten stays shut. */
export function accessOf({ routeOptions }: FastifyRequest): Access {
  const { config, url } = routeOptions;
  return config.access ?? (DOCS.test(url ?? '') ? 'open' : 'admin');
}

function keyIn({ headers }: FastifyRequest): string | undefined {
  return /^Bearer +([\x21-\x7e]{1,512})$/i.exec(headers.authorization ?? '')?.[1];
}

function unknownCaller(key: string | undefined): Problem {
  const [detail, challenge] = key
    ? ['The API key is not one of this service, or no longer.', 'Bearer error="invalid_token"']
    : ['The call must carry an API key: Authorization: Bearer <key>.', 'Bearer'];
  return new Problem(UNAUTHENTICATED, detail, {}, { 'www-authenticate': challenge });
}

function outOfReach(request: FastifyRequest, caller: ApiKey, needed: Access): Problem | undefined {
  const missing = missingScope(caller, needed);
  if (missing) return missing();
  const { name, stores } = caller;
  const { store = '*' } = request.params as { store?: string };
  if (stores.includes('*') || stores.includes(store)) return undefined;
  const detail =
    store === '*'
      ? `The key "${name}" is for some stores only; this call needs one for all of them.`
      : `The key "${name}" is not for the store ${store}.`;
  return new Problem(FORBIDDEN, detail, { missingStore: store });
}

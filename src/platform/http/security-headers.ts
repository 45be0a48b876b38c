import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import helmet, { HelmetOptions } from 'helmet';

/** Swagger UI and its files, the console and its files; all else are answers to programs. */
const DOCS = /^\/docs(\/|$|\?)/;
const CONSOLE = /^\/console(\/|$|\?)/;

/** Answers hold data of the store, and pages may show it: neither stays in a cache, nor in a frame of another page. */
const COMMON = { 'cache-control': 'no-store' };

const shared: HelmetOptions = {
  // For the proxy that has the certificate: over plain HTTP it means nothing.
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' },
  xXssProtection: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xDnsPrefetchControl: false,
  originAgentCluster: false,
};

/** Worked out once: nothing of it depends on the request. A diagram has a style of its own, and no script. */
export const ANSWER_HEADERS = headersOf({
  ...shared,
  crossOriginOpenerPolicy: false,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], frameAncestors: ["'none'"] },
  },
});

/** Swagger UI has styles in its page and its elements, and pictures as data; all else is its own files. */
const DOCS_HEADERS = headersOf({
  ...shared,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
});

/** The console is files of its own and calls to this service; a diagram is a picture that it holds in memory. */
const CONSOLE_HEADERS = headersOf({
  ...shared,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'"],
      formAction: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["'none'"],
    },
  },
});

/** Every answer tells browsers what they may do with it; of files, @fastify/static has its own idea of caching. */
export function sendSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(ANSWER_HEADERS);
    done();
  });
  fastify.addHook(
    'onSend',
    (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: Done): void => {
      if (DOCS.test(request.url)) void reply.headers(DOCS_HEADERS);
      else if (CONSOLE.test(request.url)) void reply.headers(CONSOLE_HEADERS);
      done(null, payload);
    },
  );
}

type Done = (error: null, payload: unknown) => void;

/** The headers that helmet would set on any response. */
function headersOf(options: HelmetOptions): Record<string, string> {
  const headers: Record<string, string> = { ...COMMON };
  const response = {
    setHeader: (name: string, value: string) => void (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  type Middleware = Parameters<ReturnType<typeof helmet>>;
  helmet(options)({} as Middleware[0], response as unknown as Middleware[1], () => undefined);
  return headers;
}

import { FastifyInstance } from 'fastify';
import { isLoopback } from '../config/loopback';
import { FORBIDDEN } from './http.problems';
import { Problem } from './problem';

/** Callers have few ways to name a service; each is looked at once. */
const MOST_KNOWN = 100;

/**
 * An open service trusts whoever reaches this machine's loopback address. A web page of anyone reaches it as well, in the
 * browser of a developer: by a name of its own that leads to 127.0.0.1 (DNS rebinding), which the browser sends as
 * `Host`, or by a form, which it sends with `Origin`.
 */
export function refuseForeignPages(fastify: FastifyInstance, host: string): void {
  const known = new Set<string>();
  const isOurs = ({ name }: Address): boolean => isLoopback(name) || name === host.toLowerCase();
  fastify.addHook('onRequest', ({ headers }, _reply, done) => {
    const { host: asked, origin } = headers;
    // HTTP/1.0 knows no Host, and no browser speaks it.
    if (asked !== undefined && !known.has(asked)) {
      const address = addressOf(`http://${asked}`);
      if (!address || !isOurs(address)) return done(foreignHost());
      if (known.size < MOST_KNOWN) known.add(asked);
    }
    if (origin === undefined) return done();
    const [page, own] = [addressOf(origin), addressOf(`http://${asked}`)];
    done(page && isOurs(page) && page.port === own?.port ? undefined : foreignOrigin());
  });
}

interface Address {
  /** In lower case, that of IPv6 without brackets. */
  name: string;
  port: string;
}

function addressOf(text: string): Address | undefined {
  if (!/^https?:\/\/[^/?#@\\\s]+$/i.test(text) || !URL.canParse(text)) return undefined;
  const { hostname, port } = new URL(text);
  return { name: hostname.replace(/^\[(.*)\]$/, '$1'), port };
}

function foreignHost(): Problem {
  return new Problem(
    FORBIDDEN,
    'Without API keys the service answers only to localhost, 127.0.0.1 or HOST; the Host header names another.',
  );
}

function foreignOrigin(): Problem {
  return new Problem(
    FORBIDDEN,
    'Without API keys the service answers to no web page but its own; the Origin header names another.',
  );
}

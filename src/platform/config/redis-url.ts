import { isIP } from 'node:net';

export interface Address {
  /** An IPv6 address stands without brackets. */
  host: string;
  port: number;
}

export interface Login {
  username?: string;
  password?: string;
}

export interface RedisUrl extends Address, Login {
  tls: boolean;
  path: string;
  query: URLSearchParams;
}

const REDIS_PORT = 6379;
const HOST = /^([\w.-]+|\[[\da-f:.]+\])$/;

/**
 * An address that means to Redis' client what it means to its writer; undefined for any other text. A password with a
 * `/` or `#` that is not encoded ends the host early: the client would look for a host by a part of the password, and
 * say so aloud.
 */
export function readUrl(text: string): RedisUrl | undefined {
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, hostname, port, pathname, hash, searchParams, username, password } = new URL(text);
  const login = decoded(username, password);
  if (!HOST.test(hostname) || hash !== '' || login === undefined) return undefined;
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    ...{ tls: protocol === 'rediss:', host, port: Number(port || REDIS_PORT), ...login },
    ...{ path: pathname, query: searchParams },
  };
}

/** `user:password`, percent-encoded, or nothing. */
export function readLogin(text: string): Login | undefined {
  if (text === '') return {};
  const url = `redis://${text}@host`;
  return URL.canParse(url) ? decoded(new URL(url).username, new URL(url).password) : undefined;
}

/** `host:port`, `[::1]:6379`. */
export function readAddress(text: string): Address | undefined {
  const [, six, name, digits] = /^(?:\[([^\]]+)\]|([^\s:@/[\]=]+)):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (!(port >= 1 && port <= 65_535) || (six !== undefined && isIP(six) !== 6)) return undefined;
  return { host: six ?? name!, port };
}

function decoded(username: string, password: string): Login | undefined {
  try {
    const [user, secret] = [username, password].map(decodeURIComponent) as [string, string];
    return { ...(user && { username: user }), ...(secret && { password: secret }) };
  } catch {
    return undefined;
  }
}

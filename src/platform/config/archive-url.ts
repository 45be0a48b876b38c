import { readLogin } from './redis-url';

/** A PostgreSQL as the settings name it, in parts: its client never sees the text, and so cannot repeat a password. */
export interface ArchiveAddress {
  /** A name, an address, or the folder of a unix socket. */
  host: string;
  port: number;
  database?: string;
  user?: string;
  password?: string;
  /** `verify` checks the certificate, `trust` takes any. */
  tls?: 'verify' | 'trust';
}

const POSTGRES_PORT = 5432;
const ADDRESS =
  /^postgres(?:ql)?:\/\/(?:([^/?#]*)@)?([\w.-]+|\[[\da-f:.]+\])?(?::(\d{1,5}))?(?:\/([^/?#]*))?(?:\?(.*))?$/i;

/** Words of `sslmode`; those that take TLS or not as it comes would be heeded by nobody. */
const TLS = { disable: undefined, 'no-verify': 'trust', require: 'verify', 'verify-full': 'verify' } as const;

/** Undefined where the text is no ARCHIVE_URL. */
export function readArchiveUrl(text: string): ArchiveAddress | undefined {
  const [matched, login = '', name, digits, path = '', query = ''] = ADDRESS.exec(text) ?? [];
  if (matched === undefined) return undefined;
  const { host: folder, port: other, sslmode = 'disable', ...unknown } = readQuery(query);
  const who = readLoginAndPath(login, path);
  const port = Number(digits ?? other ?? POSTGRES_PORT);
  const host = name?.replace(/^\[|\]$/g, '') ?? folder ?? 'localhost';
  const isTold = Object.keys(unknown).length === 0 && Object.hasOwn(TLS, sslmode);
  if (!who || !isTold || !(port >= 1 && port <= 65_535) || (name !== undefined && folder !== undefined)) {
    return undefined;
  }
  const tls = TLS[sslmode as keyof typeof TLS];
  return { host, port, ...who, ...(tls && { tls }) };
}

function readQuery(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

function readLoginAndPath(
  login: string,
  path: string,
): Pick<ArchiveAddress, 'database' | 'user' | 'password'> | undefined {
  const who = readLogin(login);
  if (!who || !URL.canParse(`redis://host/${path}`)) return undefined;
  try {
    const database = decodeURIComponent(path);
    return {
      ...(database && { database }),
      ...(who.username !== undefined && { user: who.username }),
      ...(who.password !== undefined && { password: who.password }),
    };
  } catch {
    return undefined;
  }
}

import { Address, Login, readAddress, readLogin, readUrl } from './redis-url';

/** A Redis as the settings name it, in parts: its client never sees the text, and so cannot repeat a password. */
export type RedisAddress = { kind: 'socket'; path: string } | Server | Sentinels | ClusterNodes;

interface Server extends Login, Address {
  kind: 'server';
  tls: boolean;
  database: number;
  /** IP version to look the host up in; 0 is any. */
  family?: number;
}

/** A master that Sentinels know by this name. */
interface Sentinels extends Login {
  kind: 'sentinel';
  tls: boolean;
  sentinels: Address[];
  name: string;
}

interface ClusterNodes extends Login {
  kind: 'cluster';
  tls: boolean;
  nodes: Address[];
}

const SENTINEL = /^(rediss?)\+sentinel:\/\/(?:([^/?#]*)@)?([^/?#@]+)\/([\w.-]+)$/;

/** Undefined where the text is no REDIS_URL. */
export function readRedisUrl(text: string): RedisAddress | undefined {
  if (/^unix:\/\/\/./.test(text)) return { kind: 'socket', path: text.slice('unix://'.length) };
  const [, scheme, login = '', addresses, name] = SENTINEL.exec(text) ?? [];
  if (addresses !== undefined) return readSentinels(scheme!, login, addresses, name!);
  const url = readUrl(text);
  if (!url || !/^\/?\d*$/.test(url.path) || [...url.query.keys()].some((key) => key !== 'family'))
    return undefined;
  const { tls, host, port, username, password } = url;
  const family = url.query.get('family');
  if (family !== null && !/^[046]$/.test(family)) return undefined;
  return {
    ...{ kind: 'server', tls, host, port, username, password, database: Number(url.path.slice(1)) },
    ...(family !== null && { family: Number(family) }),
  };
}

function readSentinels(scheme: string, login: string, list: string, name: string): Sentinels | undefined {
  const sentinels = list.split(',').map(readAddress);
  const who = readLogin(login);
  if (who === undefined || !isWhole(sentinels)) return undefined;
  return { kind: 'sentinel', tls: scheme === 'rediss', sentinels, name, ...who };
}

/** Nodes of REDIS_CLUSTER_NODES, or what is wrong with it. */
export function readClusterNodes(text: string): ClusterNodes | string {
  const mustLookLike = 'must look like host:port,host:port or redis://user:password@host:port,redis://…';
  if (!text.includes('://')) {
    const nodes = text.split(',').map(readAddress);
    return isWhole(nodes) ? { kind: 'cluster', tls: false, nodes } : mustLookLike;
  }
  const urls = text.split(/,(?=\w+:\/\/)/).map(readUrl);
  if (!isWhole(urls)) return `${mustLookLike}; percent-encode / ? # @ : in a password`;
  if (urls.some(({ path, query }) => !/^\/?0?$/.test(path) || query.size > 0)) {
    return 'names a database or an option: a cluster has database 0 alone';
  }
  const [{ tls, username, password }] = urls as [(typeof urls)[0]];
  const isAlike = (url: (typeof urls)[0]): boolean =>
    url.tls === tls && url.username === username && url.password === password;
  if (!urls.every(isAlike)) return 'must have one scheme, user and password for all nodes';
  return { kind: 'cluster', tls, username, password, nodes: urls.map(({ host, port }) => ({ host, port })) };
}

/** `10.0.0.1:6379=203.0.113.5:7001,…` by what Redis says; undefined where the text is no map. */
export function readNatMap(text: string): Record<string, Address> | undefined {
  const pairs = text.split(',').map((pair) => pair.split('=').map(readAddress));
  if (!pairs.every((pair) => pair.length === 2 && isWhole(pair))) return undefined;
  return Object.fromEntries(
    (pairs as [Address, Address][]).map(([from, to]) => [`${from.host}:${from.port}`, to]),
  );
}

function isWhole<T>(list: (T | undefined)[]): list is T[] {
  return list.every((one) => one !== undefined);
}

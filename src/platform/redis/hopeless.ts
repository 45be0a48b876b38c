import { Cluster, Redis } from 'ioredis';
import { LOST_IN_FLIGHT } from './in-flight';
import { RedisConnection } from './redis-connection';
import { notAllowed } from './permissions';
import { RedisStartError } from './redis-start-error';

interface ConnectionFault extends Error {
  lastNodeError?: Error;
  command?: { name: string };
}

/** Words of Redis, or of TLS, about a connection that no waiting mends, and the remedy. */
const HOPELESS: [said: RegExp, remedy: string][] = [
  [/not allowed in cluster mode/, 'REDIS_URL names a node of a cluster: use REDIS_CLUSTER_NODES'],
  [/^SELECT: /, 'REDIS_URL names a database that this Redis has not: correct it'],
  [/cluster support disabled/, 'REDIS_CLUSTER_NODES names a Redis that is no cluster: use REDIS_URL'],
  [
    /\bsentinel\b.*\b(WRONGPASS|NOAUTH|NOPERM)\b/,
    'Sentinels do not know this service: correct REDIS_SENTINEL_USERNAME and REDIS_SENTINEL_PASSWORD',
  ],
  [
    /\b(WRONGPASS|NOAUTH)\b/,
    'Redis does not know this service: correct user and password in REDIS_URL or REDIS_CLUSTER_NODES',
  ],
  [
    /certificate|altnames|wrong version number|tlsv1 alert|sslv3 alert/i,
    'TLS with Redis fails: correct REDIS_TLS_CA, REDIS_TLS_CERT, REDIS_TLS_KEY, or the port',
  ],
];

/** Said of a connection that is gone, whatever the reason was. */
const TELLS_NOTHING = new RegExp(
  `^(Connection is closed\\.?|All sentinels are unreachable.*|.*${LOST_IN_FLIGHT}|)$`,
);

/** Listens to why a connection is not made. */
export class Faults {
  /** Said last. */
  last = 'it did not answer';

  constructor(private readonly connection: RedisConnection) {
    const { client } = connection;
    // The listeners stay: a later loss of the connection is an event too, and without a listener it would be thrown.
    client.on('error', (error: ConnectionFault) => this.hear(error.lastNodeError ?? error));
    if (client instanceof Cluster) client.on('node error', (error: Error) => this.hear(error));
    else client.on('sentinelError', ({ message }: Error) => this.hear(new Error(aboutSentinel(message))));
    if (client instanceof Redis) leaveWrongDatabase(client);
  }

  /** Fails where there is no hope. */
  refuse(): void {
    const remedy = HOPELESS.find(([said]) => said.test(this.last))?.[1];
    if (remedy) throw new RedisStartError(`${remedy} (${this.last}).`);
    if (/\bNOPERM\b/.test(this.last)) throw notAllowed(this.connection, this.last);
  }

  /** A connection that is closed tells nothing of why: what was said before does. */
  private hear({ message: said, command }: ConnectionFault): void {
    const line = said.replace(/^.*:SSL routines:[^:]*:([^:]*):.*$/s, '$1').split('\n')[0]!;
    const message = command?.name === 'select' ? `SELECT: ${line}` : line;
    if (!TELLS_NOTHING.test(message) || this.last === 'it did not answer') this.last = message || this.last;
  }
}

/** ioredis goes on in database 0, among whatever is there. */
function leaveWrongDatabase(client: Redis): void {
  client.on('error', ({ command }: ConnectionFault) => {
    if (command?.name === 'select') client.disconnect(true);
  });
}

function aboutSentinel(message: string): string {
  return /invalid reply: null|No such master/.test(message)
    ? 'the Sentinels know no master of this name'
    : message;
}

import { Cluster, Redis } from 'ioredis';
import { ask } from './ask';
import { keyPrefixOf, RedisConnection } from './redis-connection';
import { RedisStartError } from './redis-start-error';

/** Stands for a key in a command that is asked about. */
export const A_KEY = '<key>';

/**
 * Commands that the service sends besides those of its scripts. CONFIG GET is not among them: it is asked only whether
 * Redis evicts, and done without.
 */
export const SERVICE_COMMANDS = [
  ...[`FCALL f 1 ${A_KEY}`, 'FUNCTION LOAD', 'FUNCTION LIST', 'FUNCTION DELETE', `EVAL s 1 ${A_KEY}`],
  ...[`EVALSHA s 1 ${A_KEY}`, 'INFO', 'PING', 'SELECT', 'WAIT', 'WAITAOF', `SET ${A_KEY}`, `GET ${A_KEY}`],
  ...[
    `HGET ${A_KEY}`,
    `TYPE ${A_KEY}`,
    `EXISTS ${A_KEY}`,
    `ZADD ${A_KEY}`,
    `ZREM ${A_KEY}`,
    `ZSCORE ${A_KEY}`,
  ],
  ...[`ZRANGEBYLEX ${A_KEY}`, `ZREMRANGEBYLEX ${A_KEY}`],
];

const CLUSTER_COMMANDS = ['CLUSTER SLOTS', 'ASKING', 'READONLY', 'READWRITE'];

/** Runs on any node, and in any state of it. A Redis that does not know a command cannot deny it. */
const ASK = `#!lua flags=no-writes,allow-oom,allow-stale
local denied = {}
for _, command in ipairs(ARGV) do
  local words = {}
  for word in string.gmatch(command, '%S+') do words[#words + 1] = word end
  local known, allowed = pcall(redis.acl_check_cmd, unpack(words))
  if known and not allowed then denied[#denied + 1] = command end
end
return denied`;

/** Connections whose user may do all that the service needs. */
const allowed = new WeakSet<object>();

/**
 * Fails where the service may not run one of these commands. A script whose permission ends half-way keeps what it wrote
 * before, so it must not begin. Each connection is asked once: another server may know the user otherwise.
 */
export async function refuseDenied(
  connection: RedisConnection,
  node: Redis,
  ofScripts: readonly string[],
): Promise<void> {
  if (allowed.has(node.stream)) return;
  const key = `${keyPrefixOf(connection)}ch:{-}:any`;
  const all = [
    ...ofScripts,
    ...SERVICE_COMMANDS,
    ...(connection.client instanceof Cluster ? CLUSTER_COMMANDS : []),
  ];
  const commands = all.map((command) => command.replace(A_KEY, key));
  const denied = (await ask(connection, 'EVAL', () => node.eval(ASK, 0, ...commands))) as string[];
  if (denied.length > 0) throw notAllowed(connection, [...new Set(denied.map(nameOf))].join(', '));
  allowed.add(node.stream);
}

/** `XINFO STREAM`, without what it is about. */
function nameOf(command: string): string {
  return /^[A-Z]+( [A-Z]+\b)?/.exec(command)![0];
}

/** The line that gives the user of the service all that it needs, and takes nothing away. */
export function notAllowed(connection: RedisConnection, what: string): RedisStartError {
  const { client } = connection;
  const { username } = client instanceof Redis ? client.options : (client.options.redisOptions ?? {});
  const user = username ?? 'default';
  return new RedisStartError(
    `Redis does not allow ${user} what the service needs (${what}): ACL SETUSER ${user} ~${keyPrefixOf(connection)}ch:* ` +
      '+@all -@dangerous +info +function|load +function|list +function|delete',
  );
}

import { Redis } from 'ioredis';
import { RedisStartError } from '../redis/when-usable';

/** Nobody listens there; or somebody does, but is busy, starting or shutting down. */
export type NoAnswer = 'absent' | 'silent';

export interface ServerState {
  pid: number;
  dir: string;
  loading: boolean;
}

const ANSWER_WITHIN_MS = 1_000;
const ABSENT = ['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'];

/** INFO and CONFIG rather than PING: they also answer while the server loads, and when its disk is full (MISCONF). */
export function probe(socket: string): Promise<ServerState | NoAnswer> {
  return ask(socket, async (client) => {
    const [info, config] = await Promise.all([client.info(), client.config('GET', 'dir')]);
    return {
      pid: Number(/^process_id:(\d+)/m.exec(info)?.[1]),
      dir: (config as string[])[1] ?? '',
      loading: /^loading:1/m.test(info),
    };
  });
}

export function setAppendFsync(socket: string, value: string): Promise<unknown> {
  return ask(socket, (client) => client.config('SET', 'appendfsync', value));
}

/** One connection, one question, no second attempt: the caller decides whether to wait. */
async function ask<T>(socket: string, question: (client: Redis) => Promise<T>): Promise<T | NoAnswer> {
  const client = new Redis({
    path: socket,
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    enableReadyCheck: false,
    connectTimeout: ANSWER_WITHIN_MS,
    commandTimeout: ANSWER_WITHIN_MS,
    disconnectTimeout: 100,
  });
  // connect() rejects with "Connection is closed." whatever happened; the cause comes as an event only.
  let cause: NodeJS.ErrnoException | undefined;
  client.on('error', (error) => (cause = error));
  try {
    await client.connect();
    return await question(client);
  } catch (error) {
    if (cause?.code && ABSENT.includes(cause.code)) return 'absent';
    const refusal = refusalIn(error, cause);
    if (!refusal) return 'silent';
    throw new RedisStartError(
      `The server at ${socket} does not let us in (${refusal}): stop it, or set DATA_DIR to another folder.`,
    );
  } finally {
    // On a connection that is gone already, disconnect() would leave its timer running.
    if (client.status !== 'end') client.disconnect();
  }
}

/** BUSY (a long script) passes; a password or a socket of somebody else does not. */
function refusalIn(error: unknown, cause: NodeJS.ErrnoException | undefined): string | undefined {
  if (cause?.code === 'EACCES' || cause?.code === 'EPERM') return cause.code;
  const { name, message } = error as Error;
  return name === 'ReplyError' && !message.startsWith('BUSY') ? message : undefined;
}

import { RedisConnection } from './redis-connection';
import { isTimeout, StoreCorruptedError, StoreUnavailableError, translate } from './redis-errors';
import { cutSilent } from './silence';

/** Sends commands; whatever goes wrong with them leaves here as an error of ours, without their arguments. */
export async function ask<T>(
  connection: RedisConnection,
  what: string,
  question: () => Promise<T>,
): Promise<T> {
  try {
    return await question();
  } catch (error) {
    throw failed(connection, what, error);
  }
}

/** Names the fault of a command that has failed already. */
export function failed(
  connection: RedisConnection,
  what: string,
  error: unknown,
): StoreUnavailableError | StoreCorruptedError {
  if (isTimeout(error)) cutSilent(connection);
  return translate(error, what);
}

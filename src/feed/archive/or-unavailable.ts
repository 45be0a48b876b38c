import { ARCHIVE_UNAVAILABLE, Problem } from '../../platform/http';
import { ArchiveError } from './database';

/** Work that a caller waits for: 503 where PostgreSQL does not do its part. */
export async function orUnavailable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    throw new Problem(ARCHIVE_UNAVAILABLE, 'PostgreSQL did not do what it was asked to.');
  }
}

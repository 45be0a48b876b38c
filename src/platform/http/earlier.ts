import { ARCHIVE_OFF, ARCHIVE_UNAVAILABLE } from './http.problems';
import { HistoryWanted, KeptHistory } from './history';
import { Page } from './page';
import { Direction } from './page.dto';
import { Problem } from './problem';
import { Span } from './times';

/** Items of a history behind the sequence `after`, up to `through`, from whichever end. */
export interface EarlierItems extends Span {
  after: number;
  through: number;
  order: Direction;
  limit: number;
}

/** Whoever has what left Redis; no domain knows who that is. */
export abstract class Earlier<Keeper> {
  private keeper?: Keeper;

  keptBy(keeper: Keeper): void {
    this.keeper = keeper;
  }

  protected get isKept(): boolean {
    return this.keeper !== undefined;
  }

  /** For what left Redis; it is nowhere else. */
  protected get archive(): Keeper {
    if (this.keeper) return this.keeper;
    throw new Problem(
      ARCHIVE_UNAVAILABLE,
      'This part of history has left Redis, and ARCHIVE_URL is not set.',
    );
  }

  /** For a caller who asks for the archive. */
  requireArchive(): void {
    if (!this.keeper) throw new Problem(ARCHIVE_OFF, 'ARCHIVE_URL is not set.');
  }
}

interface Sources<T> {
  kept: (wanted: HistoryWanted) => Promise<KeptHistory<T>>;
  earlier: (wanted: EarlierItems) => Promise<T[]>;
}

/** A page of a history that begins in the archive and goes on in Redis, as if all were in one place. */
export function pageThrough<T extends { sequence: number }>(
  wanted: HistoryWanted,
  sources: Sources<T>,
): Promise<Page<T>> {
  return wanted.order === 'desc' ? newestFirst(wanted, sources) : oldestFirst(wanted, sources);
}

async function oldestFirst<T extends { sequence: number }>(
  wanted: HistoryWanted,
  { kept, earlier }: Sources<T>,
): Promise<Page<T>> {
  const items: T[] = [];
  for (let seen = wanted.seen ?? 0; ;) {
    const left = wanted.limit - items.length;
    const { base, baseMs, page } = await kept({
      ...wanted,
      seen: seen || undefined,
      limit: Math.max(left, 1),
    });
    // More may have left Redis since the archive was asked.
    if (seen >= base || (wanted.fromMs ?? 0) > baseMs) {
      if (left > 0) return { ...page, items: [...items, ...page.items] };
      return { items, nextCursor: page.items.length > 0 || page.unreadable ? lastOf(items) : null };
    }
    const found = await earlier({ ...wanted, after: seen, through: base, limit: left + 1 });
    items.push(...found.slice(0, left));
    if (found.length > left) return { items, nextCursor: lastOf(items) };
    seen = base;
  }
}

async function newestFirst<T extends { sequence: number }>(
  wanted: HistoryWanted,
  { kept, earlier }: Sources<T>,
): Promise<Page<T>> {
  const { base, baseMs, page } = await kept(wanted);
  const through = Math.min(base, (wanted.seen ?? Infinity) - 1);
  if (page.nextCursor !== null || through < 1 || (wanted.fromMs ?? 0) > baseMs) return page;
  const left = wanted.limit - page.items.length - (page.unreadable?.length ?? 0);
  // The page ends where Redis does, and something came before that.
  if (left === 0) return { ...page, nextCursor: String(base + 1) };
  const found = await earlier({ ...wanted, after: 0, through, limit: left + 1 });
  const items = [...page.items, ...found.slice(0, left)];
  return { ...page, items, nextCursor: found.length > left ? lastOf(items) : null };
}

function lastOf(items: readonly { sequence: number }[]): string {
  return String(items.at(-1)!.sequence);
}

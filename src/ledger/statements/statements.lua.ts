import { Injectable } from '@nestjs/common';
import { Span } from '../../platform/http';
import { ReplyValue, ScriptRunner, StoreCorruptedError, toResult, wholeNumber } from '../../platform/redis';
import { AccountOf } from '../accounts/accounts.lua';
import { LedgerResult } from '../ledger.errors';
import { accountName, EarlierEntries, Moment, Stand } from './earlier-entries';
import { EarlierPostings } from './earlier-postings.lua';
import { toStatementEntry } from './entry-records';
import { StatementEntry } from './statement.dto';

/** The entries of an account within a span, which never change: their sequences, and the balances around them. */
export interface EntryRange {
  key: string;
  asset: string;
  /** The last sequence of all that has left Redis; 0 for none. */
  base: number;
  oldest: number;
  newest: number;
  opening: number;
  closing: number;
}

/** The part that Redis tells; the rest, undefined, is told by the archive. */
interface KeptRange extends Pick<EntryRange, 'key' | 'asset' | 'base'> {
  /** Where it begins: the entry before the oldest. */
  before?: Stand;
  /** Where it ends: the newest entry. */
  last?: Stand;
}

/** Accounts of an export, each with its entries within the span; `cursor` is empty behind the last. */
export interface RangePage {
  untilMs: number;
  ranges: EntryRange[];
  cursor: string;
}

const PAGE = 200;
const RANGE_FIELDS = 7;

/** The scripts that read accounts between two times, and the archive where they do not reach back so far. */
@Injectable()
export class StatementsLua {
  constructor(
    private readonly scripts: ScriptRunner,
    private readonly earlier: EarlierEntries,
    private readonly postings: EarlierPostings,
  ) {}

  async openStatement({ store, id, asset }: AccountOf, span: Span): Promise<LedgerResult<EntryRange>> {
    const args = { id, asset, from_ms: span.fromMs, to_ms: span.toMs };
    const kept = toResult(await this.scripts.run('ledger/open-statement', { store, args }), toRange);
    if (!kept.ok) return kept;
    const [value] = await this.completed(store, [kept.value], span);
    return { ...kept, value: value! };
  }

  /** The entries of a range, oldest first, a page in memory at a time. */
  async *readEntries(store: string, range: EntryRange): AsyncGenerator<StatementEntry[], void, void> {
    const { key, newest } = range;
    let { base } = range;
    for (let first = range.oldest; first <= newest;) {
      const last = Math.min(first + PAGE - 1, newest, first <= base ? base : newest);
      const page =
        first <= base
          ? await this.earlierPage(store, range, first, last)
          : await this.keptPage(store, key, first, last);
      if (typeof page === 'number') {
        base = page;
        continue;
      }
      yield page;
      first = last + 1;
    }
  }

  async scanStatements(
    store: string,
    { fromMs, toMs }: Span,
    cursor: string,
    limit: number,
  ): Promise<LedgerResult<RangePage>> {
    const args = { cursor, from_ms: fromMs, to_ms: toMs, limit };
    const reply = await this.scripts.run('ledger/scan-statements', { store, args });
    const read = toResult(reply, ([until, more, ...values]) => {
      const kept = Array.from({ length: values.length / RANGE_FIELDS }, (_, i) =>
        toRange(values.slice(RANGE_FIELDS * i, RANGE_FIELDS * (i + 1))),
      );
      return { untilMs: Number(until), kept, cursor: more === '1' ? kept.at(-1)!.key : '' };
    });
    if (!read.ok) return read;
    const { untilMs, kept, cursor: next } = read.value;
    const span = { fromMs: fromMs === undefined ? undefined : Math.min(fromMs, untilMs + 1), toMs: untilMs };
    const ranges = await this.completed(store, kept, span);
    return { ...read, value: { untilMs, ranges, cursor: next } };
  }

  /** Fails where these begin in the archive and it is away. */
  async requireArchive(store: string, ranges: readonly EntryRange[]): Promise<void> {
    const range = ranges.find(({ oldest, newest, base }) => oldest <= Math.min(newest, base));
    if (range) await this.earlierPage(store, range, range.oldest, range.oldest);
  }

  private async earlierPage(
    store: string,
    { key, asset }: EntryRange,
    first: number,
    last: number,
  ): Promise<StatementEntry[]> {
    const wanted = { after: first - 1, through: last, order: 'asc', limit: last - first + 1 } as const;
    const found = await this.postings.read(store, accountName(key, asset), wanted);
    if (found.length !== wanted.limit) {
      throw new StoreCorruptedError(
        `one of entries ${key}/${first} to ${last} has left Redis and is not archived`,
      );
    }
    return found.map(({ sequence, record, transfer }) => toStatementEntry(key, sequence, record, transfer));
  }

  /** lua/ledger/read-entries.lua; the last sequence that has left where the first of these has left meanwhile. */
  private async keptPage(
    store: string,
    key: string,
    first: number,
    last: number,
  ): Promise<StatementEntry[] | number> {
    const limit = last - first + 1;
    const args = { key, first, limit };
    const [base, ...values] = (await this.scripts.run('ledger/read-entries', { store, args }))
      .values as string[];
    if (Number(base) >= first) return Number(base);
    return Array.from({ length: limit }, (_, i) =>
      toStatementEntry(key, first + i, values[i]!, values[limit + i]!),
    );
  }

  private async completed(
    store: string,
    kept: readonly KeptRange[],
    { fromMs, toMs }: Span,
  ): Promise<EntryRange[]> {
    const moment = ({ key, asset }: KeptRange, atMs: number): Moment => ({
      ...accountName(key, asset),
      atMs,
    });
    const moments = kept.flatMap((range) => [
      ...(range.before ? [] : [moment(range, fromMs! - 1)]),
      ...(range.last ? [] : [moment(range, toMs!)]),
    ]);
    const stands = await this.earlier.stands(store, moments);
    return kept.map(({ key, asset, base, before = stands.shift()!, last = stands.shift()! }) => {
      const oldest = before.sequence + 1;
      const closing = last.sequence < oldest ? before.balance : last.balance;
      return { key, asset, base, oldest, newest: last.sequence, opening: before.balance, closing };
    });
  }
}

function toRange(values: ReplyValue[]): KeptRange {
  const [key, asset, base, oldest, newest, opening, closing] = values as string[];
  const before =
    oldest === '' ? undefined : { sequence: wholeNumber(oldest) - 1, balance: wholeNumber(opening) };
  const last = newest === '' ? undefined : { sequence: wholeNumber(newest), balance: wholeNumber(closing) };
  return { key: key!, asset: asset!, base: wholeNumber(base), before, last };
}

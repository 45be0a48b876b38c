import { Injectable } from '@nestjs/common';
import { Span } from '../../platform/http';
import { ReplyValue, ScriptRunner, toResult, wholeNumber } from '../../platform/redis';
import { AccountOf } from '../accounts/accounts.lua';
import { LedgerResult } from '../ledger.errors';
import { toStatementEntry } from './entry-records';
import { StatementEntry } from './statement.dto';

/** The entries of an account within a span, which never change: their sequences, and the balances around them. */
export interface EntryRange {
  key: string;
  asset: string;
  oldest: number;
  newest: number;
  opening: number;
  closing: number;
}

/** Accounts of an export, each with its entries within the span; `cursor` is empty behind the last. */
export interface RangePage {
  untilMs: number;
  ranges: EntryRange[];
  cursor: string;
}

const PAGE = 200;
const RANGE_FIELDS = 6;

/** The scripts that read accounts between two times. */
@Injectable()
export class StatementsLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async openStatement(
    { store, id, asset }: AccountOf,
    { fromMs, toMs }: Span,
  ): Promise<LedgerResult<EntryRange>> {
    const args = { id, asset, from_ms: fromMs, to_ms: toMs };
    return toResult(await this.scripts.run('ledger/open-statement', { store, args }), toRange);
  }

  /** lua/ledger/read-entries.lua: the entries of a range, oldest first, a page in memory at a time. */
  async *readEntries(
    store: string,
    { key, oldest, newest }: EntryRange,
  ): AsyncGenerator<StatementEntry[], void, void> {
    for (let first = oldest; first <= newest; first += PAGE) {
      const limit = Math.min(PAGE, newest - first + 1);
      const args = { key, first, limit };
      const { values } = await this.scripts.run('ledger/read-entries', { store, args });
      yield Array.from({ length: limit }, (_, i) =>
        toStatementEntry(key, first + i, values[i] as string, values[limit + i] as string),
      );
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
    return toResult(reply, ([untilMs, more, ...values]) => {
      const ranges = Array.from({ length: values.length / RANGE_FIELDS }, (_, i) =>
        toRange(values.slice(RANGE_FIELDS * i, RANGE_FIELDS * (i + 1))),
      );
      return { untilMs: Number(untilMs), ranges, cursor: more === '1' ? ranges.at(-1)!.key : '' };
    });
  }
}

function toRange([key, asset, ...numbers]: ReplyValue[]): EntryRange {
  const [oldest, newest, opening, closing] = numbers.map((text) => wholeNumber(text as string));
  return {
    key: key as string,
    asset: asset as string,
    oldest: oldest!,
    newest: newest!,
    opening: opening!,
    closing: closing!,
  };
}

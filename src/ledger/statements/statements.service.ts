import { Injectable } from '@nestjs/common';
import { spanOf, valueOf } from '../../platform/http';
import { AccountOf } from '../accounts/accounts.lua';
import { ledgerRefusals } from '../ledger.errors';
import { balanceValues, csvRow, ENTRY_COLUMNS, entryValues } from './csv';
import { StatementsLua, EntryRange } from './statements.lua';
import { StatementQuery } from './statement.dto';

/**
 * Statements, written as they are read: the first script decides which entries they have, and entries never change, so
 * that a page is all that is in memory, and what comes meanwhile makes no difference.
 */
@Injectable()
export class StatementsService {
  constructor(private readonly lua: StatementsLua) {}

  /** The text of a statement, in pieces; what may be refused is refused before the first. */
  async open(of: AccountOf, query: StatementQuery): Promise<AsyncGenerator<string, void, void>> {
    const range = valueOf(await this.lua.openStatement(of, spanOf(query)), ledgerRefusals);
    await this.lua.requireArchive(of.store, [range]);
    return query.format === 'csv' ? this.csv(of, range, query) : this.json(of, range, query);
  }

  private async *json(
    { store, id }: AccountOf,
    range: EntryRange,
    { from, to }: StatementQuery,
  ): AsyncGenerator<string, void, void> {
    const { asset, opening, closing } = range;
    const head = JSON.stringify({ account: id, asset, from: from ?? null, to: to ?? null, opening });
    yield `${head.slice(0, -1)},"entries":[`;
    let separator = '';
    for await (const entries of this.lua.readEntries(store, range)) {
      yield separator + entries.map((entry) => JSON.stringify(entry)).join(',');
      separator = ',';
    }
    yield `],"closing":${closing}}`;
  }

  private async *csv(
    { store }: AccountOf,
    range: EntryRange,
    { from, to }: StatementQuery,
  ): AsyncGenerator<string, void, void> {
    yield csvRow(ENTRY_COLUMNS) + csvRow(balanceValues('opening', from, range.opening));
    for await (const entries of this.lua.readEntries(store, range)) {
      yield entries.map((entry) => csvRow(entryValues(entry))).join('');
    }
    yield csvRow(balanceValues('closing', to, range.closing));
  }
}

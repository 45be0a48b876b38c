import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Span, spanOf, valueOf } from '../../platform/http';
import { ledgerRefusals } from '../ledger.errors';
import { StatementsLua, EntryRange, RangePage } from '../statements/statements.lua';
import { LedgerAuditLua } from '../upkeep/audit.lua';
import { BeancountFormat } from './beancount-format';
import { CsvFormat } from './csv-format';
import { ExportQuery } from './export.dto';
import { ExportedAccount, ExportFormat } from './format';
import { HledgerFormat } from './hledger-format';

const FORMATS: Readonly<Record<ExportQuery['format'], new () => ExportFormat>> = {
  hledger: HledgerFormat,
  beancount: BeancountFormat,
  csv: CsvFormat,
};

/** Accounts that one script reads. */
const PAGE = 50;
/** An export ends with the last moment that has passed; it waits this long, so that all is in it that was answered. */
const MOMENT_MS = 2;

/** Exports of all accounts, written as they are read: an account after the other, and a page of its entries at a time. */
@Injectable()
export class ExportService {
  constructor(
    private readonly entries: StatementsLua,
    private readonly totals: LedgerAuditLua,
  ) {}

  /** The text of an export, in pieces; what may be refused is refused before the first. */
  async open(store: string, query: ExportQuery): Promise<AsyncGenerator<string, void, void>> {
    await sleep(MOMENT_MS);
    const span = spanOf(query);
    const first = await this.page(store, span, '');
    await this.entries.requireArchive(store, first.ranges);
    // Read behind it, so that no account of the export is in an asset that is not among them.
    const assets = (await this.totals.totals(store))!.map(({ asset }) => asset);
    return this.write(
      store,
      { fromMs: span.fromMs, toMs: first.untilMs },
      first,
      assets,
      new FORMATS[query.format](),
    );
  }

  private async *write(
    store: string,
    span: Required<Pick<Span, 'toMs'>> & Span,
    first: RangePage,
    assets: string[],
    format: ExportFormat,
  ): AsyncGenerator<string, void, void> {
    yield format.begin(assets, { fromMs: span.fromMs ?? null, toMs: span.toMs });
    let page = first;
    for (;;) {
      for (const range of page.ranges) {
        // An asset that came meanwhile has nothing within the span.
        if (assets.includes(range.asset)) yield* this.account(store, range, format);
      }
      if (page.cursor === '') break;
      page = await this.page(store, span, page.cursor);
    }
    yield format.end(assets);
  }

  private async *account(
    store: string,
    range: EntryRange,
    format: ExportFormat,
  ): AsyncGenerator<string, void, void> {
    const { asset, opening, closing } = range;
    const account: ExportedAccount = { id: range.key.split('/')[0]!, asset, opening, closing };
    yield format.open(account);
    for await (const entries of this.entries.readEntries(store, range)) {
      yield entries.map((entry) => format.entry(account, entry)).join('');
    }
    yield format.close(account);
  }

  private async page(store: string, span: Span, cursor: string): Promise<RangePage> {
    return valueOf(await this.entries.scanStatements(store, span, cursor, PAGE), ledgerRefusals);
  }
}

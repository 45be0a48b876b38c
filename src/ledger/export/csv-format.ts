import { isoTime } from '../../platform/redis';
import { balanceValues, csvRow, ENTRY_COLUMNS, entryValues } from '../statements/csv';
import { StatementEntry } from '../statements/statement.dto';
import { ExportedAccount, ExportedSpan, ExportFormat } from './format';

/** Statements of all accounts in one file: a row for each entry, between the balances of its account. */
export class CsvFormat implements ExportFormat {
  private from?: string;
  private to?: string;

  begin(_assets: readonly string[], { fromMs, toMs }: ExportedSpan): string {
    this.from = fromMs === null ? undefined : isoTime(fromMs);
    this.to = isoTime(toMs);
    return csvRow(['account', 'asset', ...ENTRY_COLUMNS]);
  }

  open({ id, asset, opening }: ExportedAccount): string {
    return csvRow([id, asset, ...balanceValues('opening', this.from, opening)]);
  }

  entry({ id, asset }: ExportedAccount, entry: StatementEntry): string {
    return csvRow([id, asset, ...entryValues(entry)]);
  }

  close({ id, asset, closing }: ExportedAccount): string {
    return csvRow([id, asset, ...balanceValues('closing', this.to, closing)]);
  }

  end(): string {
    return '';
  }
}

import { StatementEntry } from '../statements/statement.dto';
import { daysOf, ExportedAccount, ExportedSpan, ExportFormat } from './format';

const OPENING = 'equity:opening balances';

/** A colon would make a sub-account; no id has a percent sign. */
export const hledgerAccount = (id: string): string => id.replaceAll(':', '%3A');

/**
 * A journal of hledger. Every posting has its amount, and every commodity is quoted: an amount that is left out, or a
 * commodity whose name has a digit, is read otherwise by one version or another. The directives give no style: one
 * without decimals would let a fraction pass.
 */
export class HledgerFormat implements ExportFormat {
  private readonly declared = new Set<string>();
  private days = { opening: '', closing: '' };

  begin(assets: readonly string[], span: ExportedSpan): string {
    this.days = daysOf(span);
    const commodities = assets.map((asset) => `commodity "${asset}"\n`).join('');
    return (
      '; Amounts are whole minor units. An account whose id has a colon is named with %3A in its place.\n' +
      `decimal-mark .\n${commodities}account ${OPENING}\n`
    );
  }

  open({ id, asset, opening }: ExportedAccount): string {
    const name = hledgerAccount(id);
    const declaration = this.declared.has(name)
      ? ''
      : `account ${name}${name === id ? '' : `  ; id: ${id}`}\n`;
    // @world alone is there more than once, with an asset each time.
    if (id === '@world') this.declared.add(name);
    if (opening === 0) return `\n${declaration}`;
    return `\n${declaration}\n${this.days.opening} * opening balance\n${posting(name, opening, asset)}${posting(OPENING, -opening, asset)}`;
  }

  entry({ id, asset }: ExportedAccount, entry: StatementEntry): string {
    if (entry.change > 0) return '';
    const { at, transferId, counterparty, change, reference } = entry;
    const notes = `at: ${at}${reference === undefined ? '' : `, reference: ${reference}`}`;
    return (
      `\n${at.slice(0, 10)} * ${transferId}\n    ; ${notes}\n` +
      posting(hledgerAccount(id), change, asset) +
      posting(hledgerAccount(counterparty), -change, asset)
    );
  }

  close({ id, asset, closing }: ExportedAccount): string {
    return this.assertion(hledgerAccount(id), closing, asset);
  }

  end(assets: readonly string[]): string {
    return assets.map((asset) => this.assertion(OPENING, 0, asset)).join('');
  }

  private assertion(name: string, balance: number, asset: string): string {
    return `\n${this.days.closing} * closing balance\n    ${name}  0 "${asset}" = ${balance} "${asset}"\n`;
  }
}

function posting(name: string, amount: number, asset: string): string {
  return `    ${name}  ${amount} "${asset}"\n`;
}

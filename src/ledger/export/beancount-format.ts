import { StatementEntry } from '../statements/statement.dto';
import { beancountAccount, beancountCommodity } from './beancount-names';
import { daysOf, ExportedAccount, ExportedSpan, ExportFormat } from './format';

const OPENING = 'Equity:Opening-Balances';
const FIRST_DAY = '1970-01-01';

/**
 * A ledger of beancount. A balance is asserted for the beginning of a day, so for that of the day after; `~ 0` lets no
 * part of a unit pass. Accounts are open from the first day there is, as beancount asks, for clocks may be set back.
 */
export class BeancountFormat implements ExportFormat {
  private readonly opened = new Set<string>();
  private days = { opening: '', closing: '' };

  begin(assets: readonly string[], span: ExportedSpan): string {
    this.days = daysOf(span);
    const commodities = assets.map(
      (asset) => `${FIRST_DAY} commodity ${beancountCommodity(asset)}\n  asset: ${quoted(asset)}\n`,
    );
    return (
      '; Amounts are whole minor units. Each account has its id, each commodity its asset.\n' +
      '; bean-query shows positions below a thousand million alone; ask it for sum(number), which is exact.\n' +
      `${commodities.join('')}${FIRST_DAY} open ${OPENING}\n`
    );
  }

  open({ id, asset, opening }: ExportedAccount): string {
    const name = beancountAccount(id);
    const directive = this.opened.has(name) ? '' : `${FIRST_DAY} open ${name}\n  id: ${quoted(id)}\n`;
    // @world alone is there more than once, with an asset each time.
    if (id === '@world') this.opened.add(name);
    if (opening === 0) return `\n${directive}`;
    return `\n${directive}\n${this.days.opening} * "opening balance"\n${posting(name, opening, asset)}${posting(OPENING, -opening, asset)}`;
  }

  entry({ id, asset }: ExportedAccount, entry: StatementEntry): string {
    if (entry.change > 0) return '';
    const { at, transferId, counterparty, change, reference } = entry;
    return (
      `\n${at.slice(0, 10)} * ${quoted(transferId)}\n  at: ${quoted(at)}\n` +
      (reference === undefined ? '' : `  reference: ${quoted(reference)}\n`) +
      posting(beancountAccount(id), change, asset) +
      posting(beancountAccount(counterparty), -change, asset)
    );
  }

  close({ id, asset, closing }: ExportedAccount): string {
    return `\n${this.assertion(beancountAccount(id), closing, asset)}`;
  }

  end(assets: readonly string[]): string {
    return `\n${assets.map((asset) => this.assertion(OPENING, 0, asset)).join('')}`;
  }

  private assertion(name: string, balance: number, asset: string): string {
    return `${this.days.closing} balance ${name}  ${balance} ~ 0 ${beancountCommodity(asset)}\n`;
  }
}

function posting(name: string, amount: number, asset: string): string {
  return `  ${name}  ${amount} ${beancountCommodity(asset)}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

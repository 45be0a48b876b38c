import { JournalEntry } from '../../../stores';

/** Things that effects concern, whose histories and records have changed with them. */
export class Touched {
  readonly skus = new Set<string>();
  /** Keys of accounts: ids, and for @world its asset behind a slash. */
  readonly accounts = new Set<string>();
  readonly transfers = new Set<string>();
  readonly orders = new Set<string>();
  readonly deductions = new Set<string>();

  /** By the members of its data, whatever its type: one that comes later is read by the same rules. */
  see({ type, data }: Pick<JournalEntry, 'type' | 'data'>): void {
    const told: Record<string, unknown> = data;
    this.seeSkus(told);
    if (type.startsWith('order.')) add(this.orders, told.id);
    if (type.startsWith('inventory.deduct')) add(this.deductions, told.by);
    if (type.startsWith('transfer.')) this.seeTransfer(told);
    add(this.transfers, told.transferId);
    add(this.transfers, told.refundTransferId);
  }

  seeLines(lines: readonly { sku: string }[]): void {
    for (const { sku } of lines) this.skus.add(sku);
  }

  private seeTransfer({ id, reverses, from, to, asset }: Record<string, unknown>): void {
    add(this.transfers, id);
    add(this.transfers, reverses);
    for (const account of [from, to]) this.seeAccount(String(account), String(asset));
  }

  private seeAccount(account: string, asset: string): void {
    this.accounts.add(account === '@world' ? `${account}/${asset}` : account);
  }

  /** SKUs at any depth, but not in what callers wrote. */
  private seeSkus(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (name === 'metadata') continue;
      if (name === 'sku') add(this.skus, member);
      else this.seeSkus(member);
    }
  }
}

function add(set: Set<string>, id: unknown): void {
  if (typeof id === 'string') set.add(id);
}

import { ok, refused, Verdict } from './verdict';

/** Accounts of the ledger in plain TypeScript. */
export class MoneyModel {
  readonly balances = new Map<string, number>();
  /** Most that goes out in a day, and what went out. */
  readonly daily = new Map<string, number>();
  readonly used = new Map<string, number>();

  transfer(from: string, to: string, amount: number): Verdict {
    const code = this.fundsRefusal(from, amount);
    if (code) return refused(code);
    this.pay(from, to, amount);
    return ok(201);
  }

  protected fundsRefusal(from: string, amount: number): string | undefined {
    if (from === '@world') return undefined;
    const limit = this.daily.get(from) ?? Infinity;
    if ((this.used.get(from) ?? 0) + amount > limit) return 'LIMIT_EXCEEDED';
    return this.balances.get(from)! < amount ? 'INSUFFICIENT_FUNDS' : undefined;
  }

  protected pay(from: string, to: string, amount: number): void {
    if (from !== '@world') this.used.set(from, (this.used.get(from) ?? 0) + amount);
    this.book(from, to, amount);
  }

  protected book(from: string, to: string, amount: number): void {
    this.balances.set(from, (this.balances.get(from) ?? 0) - amount);
    this.balances.set(to, (this.balances.get(to) ?? 0) + amount);
  }
}

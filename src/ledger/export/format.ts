import { StatementEntry } from '../statements/statement.dto';

/** An account as an export has it. */
export interface ExportedAccount {
  id: string;
  asset: string;
  opening: number;
  closing: number;
}

/** The time of an export, both ends included; `from` is null where it begins with the first entry. */
export interface ExportedSpan {
  fromMs: number | null;
  toMs: number;
}

/** A file format. Each method gives the text of its part; amounts are whole minor units in each. */
export interface ExportFormat {
  begin(assets: readonly string[], span: ExportedSpan): string;
  /** An account, before its entries. */
  open(account: ExportedAccount): string;
  /** An entry of an account; money that moved is an entry of both, of which journals have one. */
  entry(account: ExportedAccount, entry: StatementEntry): string;
  /** An account, behind its entries. */
  close(account: ExportedAccount): string;
  end(assets: readonly string[]): string;
}

const DAY_MS = 86_400_000;

/** The day of a time, in UTC. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The days of what an export begins with, and of its assertions: a day on, behind all that it has. */
export function daysOf({ fromMs, toMs }: ExportedSpan): { opening: string; closing: string } {
  return { opening: dayOf(Math.min(fromMs ?? toMs, toMs)), closing: dayOf(toMs + DAY_MS) };
}

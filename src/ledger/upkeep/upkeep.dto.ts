import { IsBoolean } from 'class-validator';
import { Optional } from '../../platform/http';

export class AssetTotals {
  /** @example "USD" */
  asset: string;
  /** Sum of all balances below zero, as a positive number: all that `@world` and overdrawn accounts gave. */
  debits: number;
  /** Sum of all balances above zero. */
  credits: number;
  /** Number of accounts, `@world` included. */
  accounts: number;
}

export class LedgerBalance {
  /** Whether debits equal credits for every asset. */
  balanced: boolean;
  assets: AssetTotals[];
}

export class LedgerAuditBody {
  /** Whether to add up every account, entry and pending transfer too. Omit for no. */
  @Optional(false)
  @IsBoolean()
  deep: boolean = false;
}

export const LEDGER_DRIFT_FIELDS = [
  'balance',
  'entries',
  'balanceAfter',
  'held',
  'incoming',
  'debits',
  'credits',
  'accounts',
] as const;

export class LedgerDrift {
  /** Account that differs; null where the totals of the asset do. */
  account: string | null;
  asset: string;
  /**
   * `balance` is compared with the sum of all entries; `entries` with the number of entries that exist; `balanceAfter`
   * counts the entries that follow from the one before; `held` and `incoming` are compared with the sum of all pending
   * transfers; `debits`, `credits` and `accounts` of the asset's totals with all accounts.
   */
  field: (typeof LEDGER_DRIFT_FIELDS)[number];
  recorded: number;
  actual: number;
}

export class UnsettledAccount {
  /** Account that moved; null for the totals of the asset. */
  account: string | null;
  asset: string;
}

export class LedgerAuditReport extends LedgerBalance {
  /** Number of accounts added up; 0 where the audit was not deep. */
  accounts: number;
  /** Number of entries added up; 0 where the audit was not deep. */
  entries: number;
  /** Number of pending transfers added up; 0 where the audit was not deep. */
  pending: number;
  drift: LedgerDrift[];
  /** Accounts and totals that moved all the while, so that they could not be compared; audit again. */
  unsettled: UnsettledAccount[];
}

import { IsBoolean } from 'class-validator';
import { Optional } from '../../platform/http';

export class AssetTotals {
  /** @example "USD" */
  asset: string;
  /** Sum of all balances below zero, as a positive number: all that `@world` and overdrawn accounts gave. */
  debits: number;
  /** Sum of all balances above zero. */
  credits: number;
  /** How many accounts there are, `@world` among them. */
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
   * balance: against the sum of all entries. entries: how many there should be, and are. balanceAfter: entries, and
   * those of them that follow from the one before. held, incoming: against the sum of all pending transfers.
   * debits, credits, accounts: of the asset's totals, against all accounts.
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
  /** Accounts added up; 0 where the audit was not deep, like the next two. */
  accounts: number;
  /** Entries added up. */
  entries: number;
  /** Pending transfers added up. */
  pending: number;
  drift: LedgerDrift[];
  /** Accounts and totals that moved all the while, so that they could not be compared; audit again. */
  unsettled: UnsettledAccount[];
}

import { AccountRecord } from '../generated/account-record';

/**
 * How much could go out of an account when a reply was recorded that does not say so: those of 0.1.0 have the record
 * alone, and replay to the answer that they had. lua/ledger/parts/accounts.lua works it out for all others.
 */
export function availableAsRecorded(key: string, record: AccountRecord): number | null {
  return key.startsWith('@world/') ? null : record.balance - record.held + record.overdraft;
}

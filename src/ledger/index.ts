export { DaysLua } from './days.lua';
export {
  ACCOUNT_NOT_FOUND,
  AMOUNT_EXCEEDED,
  ASSET_MISMATCH,
  GROUPED,
  INSUFFICIENT_FUNDS,
  LedgerRefusal,
  ledgerRefusals,
  LIMIT_EXCEEDED,
  SAME_ACCOUNT,
  TRANSFER_ALREADY_EXISTS,
  TRANSFER_NOT_FOUND,
} from './ledger.errors';
export { LedgerModule } from './ledger.module';
export {
  AccountName,
  accountName,
  EarlierEntries,
  KeepsEntries,
  Moment,
  Stand,
} from './statements/earlier-entries';
export { decodeEntryOpening, EntryOpeningRecord } from './generated/entry-opening-record';
export { decodeAccount } from './generated/account-record';
export { decodeEntry, encodeEntry } from './generated/entry-record';
export { decodeTransfer } from './generated/transfer-record';

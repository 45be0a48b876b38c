-- The balance of an account at a time is that after its last entry before it, which has left Redis where HISTORY_SECONDS is set.
create index entries_by_account on countinghouse.entries (store, account, asset, at, sequence);

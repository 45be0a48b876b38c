#!lua flags=no-writes
--- Finds the oldest pending transfers whose deadline has passed, and how far behind the sweeper is.
---
--- KEYS: store, transfer_index, transfer_sweeper
--- ARGV: limit: count, after: text or none
---   after is a member: those behind it are found
--- Replies:
---   OK now_ms due oldest_deadline_ms released_total orphans_total pending member...
---   oldest_deadline_ms is 0 where nothing is due; pending are those whose deadline is to come
--- @include "kernel/due"
--- @include "ledger/parts/transfer-records"
return due.reply(call, keys.transfer_index, transfer_records.pending_prefix, keys.transfer_sweeper, limit, after)

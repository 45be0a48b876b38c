#!lua flags=no-writes
--- Finds the oldest waits whose deadline has passed, and lines that have to be run on, and how far behind the sweeper
--- is.
---
--- KEYS: store, wait_index, wait_sweeper
--- ARGV: limit: count, after: text or none
---   after is a member: those behind it are found
--- Replies:
---   OK now_ms due oldest_deadline_ms released_total orphans_total pending member...
---   oldest_deadline_ms is 0 where nothing is due; pending are those whose deadline is to come
--- @include "kernel/due"
--- @include "inventory/parts/waits"
return due.reply(call, keys.wait_index, waits.deadlines, keys.wait_sweeper, limit, after)

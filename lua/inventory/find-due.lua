#!lua flags=no-writes
--- Finds the oldest holds whose deadline has passed, and how far behind the sweeper is.
---
--- KEYS: store, reservation_index, sweeper
--- ARGV: limit: count, after: text or none
---   after is a member: those behind it are found
--- Replies:
---   OK now_ms due oldest_deadline_ms released_total orphans_total pending member...
---   oldest_deadline_ms is 0 where nothing is due; pending are those whose deadline is to come
--- @include "kernel/due"
return due.reply(call, keys.reservation_index, 's/active', keys.sweeper, limit, after)

#!lua flags=no-writes
--- Finds the oldest authorised orders whose deadline has passed, and how far behind the sweeper is.
---
--- KEYS: store, order_index, order_sweeper
--- ARGV: limit: count
--- Replies:
---   OK now_ms due oldest_deadline_ms released_total orphans_total pending member...
---   oldest_deadline_ms is 0 where nothing is due; pending are those whose deadline is to come
--- @include "kernel/due"
--- @include "orders/parts/order-records"
return due.reply(call, keys.order_index, order_records.deadlines, keys.order_sweeper, limit)

#!lua flags=no-writes
--- Lists orders under a prefix of their index, newest first.
---
--- KEYS: store, orders, order_index
--- ARGV: prefix, cursor, limit: count
---   prefix is `a`, `s/<state>` or `c/<customer>`; cursor the last member seen, or empty
--- Replies:
---   OK next_cursor (id record)...
---   next_cursor is empty on the last page; record is empty where there is none
--- @include "kernel/record-page"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
-- stylua: ignore
local ids, records, next_cursor = record_page.read({ index = keys.order_index, records = keys.orders,
	prefix = prefix, cursor = cursor, limit = limit, descending = true })
return record_page.append({ 'OK', next_cursor }, ids, records)

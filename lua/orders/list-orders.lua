#!lua flags=no-writes
--- Lists orders, newest first, each as it reads at this moment: an authorised one whose deadline has passed is expired.
---
--- KEYS: store, orders, order_index
--- ARGV: customer: text or none, state: text or none, from_ms: whole or none, to_ms: whole or none,
---   cursor: text or none, limit: count
---   cursor is the last member seen; from_ms and to_ms are the first and the last millisecond of their creation
--- Replies:
---   OK next_cursor has_lapsed (id record)...
---   has_lapsed is 1 where one of them reads as expired before its units and its money are back; next_cursor is empty
---   on the last page; record is empty where there is none. A page may have fewer orders than `limit`, or none, before
---   the last one
--- @include "orders/parts/order-lists"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local page = { cursor = cursor or '', limit = limit, from_ms = from_ms, to_ms = to_ms }
local ids, records, next_cursor, has_lapsed = order_lists.read(call, page, customer, state)
return record_page.append({ 'OK', next_cursor, has_lapsed and '1' or '0' }, ids, records)

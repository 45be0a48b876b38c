#!lua flags=no-writes
--- Lists orders, newest first.
---
--- KEYS: store, orders, order_index
--- ARGV: customer: text or none, state: text or none, from_ms: whole or none, to_ms: whole or none,
---   cursor: text or none, limit: count
---   cursor is the last member seen; from_ms and to_ms are the first and the last millisecond of their creation
--- Replies:
---   OK next_cursor (id record)...
---   next_cursor is empty on the last page; record is empty where there is none. A page may have fewer orders than
---   `limit`, or none, before the last one
--- @include "orders/parts/order-lists"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
-- stylua: ignore
local page = { index = keys.order_index, records = keys.orders, prefix = order_lists.prefix(customer, state),
	cursor = cursor or '', limit = limit, descending = true, from_ms = from_ms, to_ms = to_ms }
local read = record_page.read
if customer and state and not order_lists.has_all(keys.order_index) then
	read = order_lists.walk
end
local ids, records, next_cursor = read(page, customer, state)
return record_page.append({ 'OK', next_cursor }, ids, records)

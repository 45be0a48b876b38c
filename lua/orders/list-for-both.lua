#!lua
--- Lists a page of the orders under their customers and states together, which releases up to 1.0.0 did not.
---
--- KEYS: store, orders, order_index
--- ARGV: cursor, limit: count <= 1000
---   cursor is `0` for the beginning; limit is about how many records a page has
--- Replies:
---   OK cursor size seen upgraded id...
---   cursor is `0` behind the last page; size is how many orders there are in all; of this page, how many it has, how
---   many of them were listed otherwise, and the ids of those whose records cannot be read
--- @include "orders/parts/order-records"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
redis.call('ZCARD', keys.order_index)
local next_cursor, found = unpack(redis.call('HSCAN', keys.orders, cursor, 'COUNT', limit))
local reply = { 'OK', next_cursor, integer.text(redis.call('HLEN', keys.orders)), integer.text(#found / 2), false }
local listed = 0
for i = 1, #found, 2 do
	local order = order_record.read(found[i + 1], found[i])
	if not order or not order_record.version_by_state[order.state] then
		reply[#reply + 1] = found[i]
	elseif order_records.list_for_both(call, order) then
		listed = listed + 1
	end
end
reply[5] = integer.text(listed)
return reply

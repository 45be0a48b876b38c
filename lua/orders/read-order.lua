#!lua flags=no-writes
--- Reads an order.
---
--- KEYS: store, orders
--- ARGV: id
--- Replies:
---   OK id record has_lapsed
---   record as contract/records/order.ts describes it; an authorised order whose deadline has passed reads as expired,
---   and has_lapsed is 1 until its units and its money are back
---   ORDER_NOT_FOUND id
--- @include "orders/parts/order-records"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local record = redis.call('HGET', keys.orders, id)
if not record then
	return { 'ORDER_NOT_FOUND', id }
end
local current, has_lapsed = order_records.as_of_now(call, id, record)
return { 'OK', id, current, has_lapsed and '1' or '0' }

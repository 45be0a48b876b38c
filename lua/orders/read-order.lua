#!lua flags=no-writes
--- Reads an order.
---
--- KEYS: store, orders
--- ARGV: id
--- Replies:
---   OK id record
---   record as contract/records/order.ts describes it
---   ORDER_NOT_FOUND id

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local record = redis.call('HGET', keys.orders, id)
if not record then
	return { 'ORDER_NOT_FOUND', id }
end
return { 'OK', id, record }

#!lua flags=no-writes
--- Reads an order.
---
--- KEYS: store, orders
--- ARGV: id
--- Replies:
---   OK id record
---   record is described in orders/order-records
---   ORDER_NOT_FOUND id
local id = ARGV[1]

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local record = redis.call('HGET', keys.orders, id)
if not record then
	return { 'ORDER_NOT_FOUND', id }
end
return { 'OK', id, record }

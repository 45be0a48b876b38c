#!lua
--- Notes that a placed order has been handed over; from then on it cannot be cancelled.
---
--- KEYS: store, operation, journal, orders, order_index
--- ARGV: operation_id, fingerprint, record_ttl_ms, id
--- Replies:
---   OK id record
---   ORDER_NOT_FOUND id
---   INVALID_STATE what id state
--- @include "orders/change"
local order, reply = change.begin()
if not order then
	return reply
end
journal.add('order.fulfilled', '{"id":"' .. order.id .. '"}')
return operation.complete({ 'OK', order.id, order_records.move(order, 'fulfilled', '') })

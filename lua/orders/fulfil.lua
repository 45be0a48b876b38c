#!lua
--- Marks a placed order as handed over; from then on it cannot be cancelled.
---
--- KEYS: store, operation, journal, orders, order_index
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match
---   if_match is described in kernel/precondition
--- Replies:
---   OK id record version form
---   ORDER_NOT_FOUND id
---   VERSION_MISMATCH version
---   INVALID_STATE what id state
--- @include "orders/parts/order-change"
--- @include "orders/generated/orders-events"
local order, reply = order_change.begin(call, id, if_match)
if not order then
	return reply
end
orders_events.order_fulfilled(call, order.id)
return order_change.complete(call, order, 'fulfilled')

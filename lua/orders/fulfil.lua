#!lua
--- Marks open units of an order as handed over; from then on they cannot be cancelled, but returned.
---
--- KEYS: store, operation, journal, orders, order_index
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, change_id, reference: text or none,
---   metadata: json or none, lines (sku, quantity: count)... 0..100
---   if_match is described in kernel/precondition; without lines, all units that are open
--- Replies:
---   OK id record version form
---   ORDER_NOT_FOUND id
---   VERSION_MISMATCH version
---   FULFILMENT_ALREADY_EXISTS id
---   QUANTITY_EXCEEDED (sku left requested)...
---   CAP_EXCEEDED of field
---   INVALID_STATE what id state
--- @include "orders/parts/order-change"
--- @include "orders/generated/orders-events"

local order, reply = order_change.begin(call, id, if_match)
if not order then
	return reply
end
local change = { kind = 'fulfilment', id = change_id, reference = reference, metadata = metadata }
local units, refusal = order_change.choose(order, change, lines, order_units.open)
if refusal then
	return refusal
end
order_units.count(order, units, 'fulfilled', change.skus, change.quantities)
local state = order_units.state(units)
local event = state == 'fulfilled' and orders_events.order_fulfilled or orders_events.order_partially_fulfilled
event(call, id, change_id, change.lines, reference and json.text(call, reference), metadata)
return order_change.complete(call, order, change, state)

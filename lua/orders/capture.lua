#!lua
--- Captures an authorised order: its transfers are posted, its units are sold, and it is placed.
---
--- KEYS: store, operation, journal, stock, movements, sold, orders, order_index, accounts, transfers, entries,
---   transfer_index, ledger_totals, reservations, reservation_index, waits, wait_index, hold*, campaign*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match
---   if_match is described in kernel/precondition
--- Replies:
---   OK id record version form
---   ORDER_NOT_FOUND id
---   VERSION_MISMATCH version
---   INVALID_STATE what id state
---   CAP_EXCEEDED of field
--- @include "orders/parts/order-change"
--- @include "orders/parts/authorisations"
local order, reply = order_change.begin(call, id, if_match)
if not order then
	return reply
elseif order.state ~= 'authorised' then
	return { 'INVALID_STATE', 'order', id, order.state }
end
local found, over = authorisations.open(call, order)
if not found then
	return over
end
local over_cap = claim.give_back_over_cap(call, 'authorised_release', order.skus, order.quantities)
	or claim.take_over_cap(call, 'order', order.skus, order.quantities)
if over_cap then
	return over_cap
end
local refusal = together.post(call, found)
if refusal then
	return refusal
end
claim.give_back(call, 'authorised_release', order.skus, order.quantities, id)
claim.take(call, 'order', order.skus, order.quantities, id)
orders_events.order_captured(call, id)
transfers.write(call)
wait_line.write(call)
local record, version = order_records.change(call, order, 'placed')
return operation.complete(call, order_records.reply(id, record, version))

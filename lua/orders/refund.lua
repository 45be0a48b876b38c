#!lua
--- Gives back an amount of what was paid for an order, and no units.
---
--- KEYS: store, operation, journal, orders, order_index, accounts, transfers, entries, transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, change_id, reason: text or none, refund_id,
---   amount: count
---   if_match is described in kernel/precondition
--- Replies:
---   OK id record version form
---   ORDER_NOT_FOUND id
---   VERSION_MISMATCH version
---   REFUND_ALREADY_EXISTS id
---   REFUND_EXCEEDED left requested
---   CAP_EXCEEDED of field
---   INVALID_STATE what id state
---   INSUFFICIENT_FUNDS id requested available
---   TRANSFER_ALREADY_EXISTS id
--- @include "orders/parts/order-change"
--- @include "orders/parts/payment"
--- @include "orders/generated/orders-events"

local order, reply = order_change.begin(call, id, if_match)
if not order then
	return reply
end
local change = { kind = 'refund', id = change_id, reason = reason, amount = integer.text(amount) }
local paid = payment.read(call, order)
local refusal = order_changes.refusal(order, change, 0)
if not refusal and amount > paid.left then
	refusal = { 'REFUND_EXCEEDED', integer.text(paid.left), change.amount }
end
if refusal then
	return refusal
end
local back = payment.refund(paid, order, refund_id, amount)
if pending.expire_due(call) then
	return { 'AGAIN' }
end
refusal = payment.refund_refusal(call, back)
if refusal then
	return refusal
end
change.transfer = payment.give_back(back, order)
-- stylua: ignore
orders_events.order_refunded(call, id, change_id, reason and json.text(call, reason), change.amount, change.transfer)
transfers.write(call)
return order_change.complete(call, order, change, order.state)

#!lua
--- Cancels open units of an order: they are on hand again, or written off, and no longer sold, and their part of the
--- payment goes back to where it came from, if that is wanted; all of it or nothing. An authorised order is cancelled
--- whole, and its transfers are voided.
---
--- KEYS: store, operation, journal, stock, movements, sold, orders, order_index, accounts, transfers, entries,
---   transfer_index, ledger_totals, reservations, reservation_index, waits, wait_index, hold*, campaign*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, change_id, reason: text or none, refund_id,
---   refund: full|none|amount, amount: count or none, restock: flag, may_refund: flag,
---   lines (sku, quantity: count)... 0..100
---   if_match is described in kernel/precondition; may_refund says whether the caller may move money; without lines,
---   all units that are open
--- Replies:
---   OK id record version form
---   ORDER_NOT_FOUND id
---   VERSION_MISMATCH version
---   CANCELLATION_ALREADY_EXISTS id
---   QUANTITY_EXCEEDED (sku left requested)...
---   REFUND_EXCEEDED left requested
---   FORBIDDEN missing_scope
---   CAP_EXCEEDED of field
---   INVALID_STATE what id state
---   INSUFFICIENT_FUNDS id requested available
---   TRANSFER_ALREADY_EXISTS id
--- @include "orders/parts/order-change"
--- @include "orders/parts/giving-back"
--- @include "orders/parts/authorisations"
--- @include "orders/generated/orders-events"

local order, reply = order_change.begin(call, id, if_match)
if not order then
	return reply
end
-- stylua: ignore
local change = { kind = 'cancellation', id = change_id, reason = reason, refund_id = refund_id, refund = refund,
	amount = amount, restock = restock, may_refund = may_refund }
local held, over
if order.state == 'authorised' and lines.count == 0 then
	held, over = authorisations.open(call, order)
	if not held then
		return over
	end
end
local units, refusal = order_change.choose(order, change, lines, order_units.open, held)
if refusal then
	return refusal
end
order_units.count(order, units, 'cancelled', change.skus, change.quantities)
local state = order_units.state(units)
change.is_last = state == 'cancelled'
refusal = held and authorisations.cancel_refusal(call, order, held, change)
	or not held and giving_back.refusal(call, order, units, change)
if refusal then
	return refusal
elseif held then
	authorisations.cancel(call, order, held, change)
else
	giving_back.stage(call, order, change, order_units.kept(units))
end
local event = orders_events.order_partially_cancelled
if state == 'cancelled' then
	event, order.reason = orders_events.order_cancelled, reason
end
-- stylua: ignore
event(call, id, reason and json.text(call, reason), change.amount, change.transfer, refund == 'none', not restock,
	change_id, change.lines)
giving_back.write(call)
return order_change.complete(call, order, change, state)

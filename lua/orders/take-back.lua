#!lua
--- Takes fulfilled units of an order back: they are on hand again, or written off, and no longer sold, and their part
--- of the payment goes back to where it came from, if that is wanted; all of it or nothing.
---
--- KEYS: store, operation, journal, stock, movements, sold, orders, order_index, accounts, transfers, entries,
---   transfer_index, ledger_totals, reservations, reservation_index, waits, wait_index, hold*, campaign*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, change_id, reason: text or none, refund_id,
---   refund: full|none|amount, amount: count or none, restock: flag, may_refund: flag,
---   lines (sku, quantity: count)... 1..100
---   if_match is described in kernel/precondition; may_refund says whether the caller may move money
--- Replies:
---   OK id record version form
---   ORDER_NOT_FOUND id
---   VERSION_MISMATCH version
---   RETURN_ALREADY_EXISTS id
---   QUANTITY_EXCEEDED (sku left requested)...
---   REFUND_EXCEEDED left requested
---   FORBIDDEN missing_scope
---   CAP_EXCEEDED of field
---   INVALID_STATE what id state
---   INSUFFICIENT_FUNDS id requested available
---   TRANSFER_ALREADY_EXISTS id
--- @include "orders/parts/order-change"
--- @include "orders/parts/giving-back"
--- @include "orders/generated/orders-events"

local order, reply = order_change.begin(call, id, if_match)
if not order then
	return reply
end
-- stylua: ignore
local change = { kind = 'return', id = change_id, reason = reason, refund_id = refund_id, refund = refund,
	amount = amount, restock = restock, may_refund = may_refund }
local units, refusal = order_change.choose(order, change, lines, order_units.handed_over)
refusal = refusal or giving_back.refusal(call, order, units, change)
if refusal then
	return refusal
end
order_units.count(order, units, 'returned', change.skus, change.quantities)
giving_back.stage(call, order, change, order_units.kept(units))
-- stylua: ignore
orders_events.order_returned(call, id, change_id, change.lines, reason and json.text(call, reason), change.amount,
	change.transfer, refund == 'none', not restock)
giving_back.write(call)
return order_change.complete(call, order, change, order.state)

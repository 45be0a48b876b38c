#!lua
--- Takes a placed order back: its units are on hand again, or written off, and no longer sold, and the part of its
--- payment that has not gone back yet goes back to where it came from, if that is wanted; all of it or nothing.
---
--- KEYS: store, operation, journal, stock, movements, sold, orders, order_index, accounts, transfers, entries,
---   transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, reason: text or none, refund_id,
---   refund: full|none, restock: flag, may_refund: flag
---   if_match is described in kernel/precondition; may_refund says whether the caller may move money
--- Replies:
---   OK id record version form
---   ORDER_NOT_FOUND id
---   VERSION_MISMATCH version
---   FORBIDDEN missing_scope
---   CAP_EXCEEDED sku field
---   INVALID_STATE what id state
---   INSUFFICIENT_FUNDS id requested available
---   TRANSFER_ALREADY_EXISTS id
--- @include "orders/parts/order-change"
--- @include "orders/parts/payment"
--- @include "orders/parts/priced-lines"
--- @include "orders/generated/orders-events"
--- @include "kernel/json"
--- @include "inventory/parts/claim"
local wants_refund = refund == 'full'

local order, reply = order_change.begin(call, id, if_match)
if not order then
	return reply
end
local back = wants_refund and payment.refund(call, order, refund_id)
if back and not may_refund then
	return { 'FORBIDDEN', 'ledger:write' }
end
local skus, quantities = priced_lines.unpack(order)
stock.read(call, skus) -- a wrong type must fail before anything is ended in the ledger
if back and pending.expire_due(call) then
	return { 'AGAIN' }
end
local way = restock and 'restock' or 'write_off'
local over_cap = claim.give_back_over_cap(call, way, skus, quantities)
if over_cap then
	return over_cap
end
local refusal = back and payment.refund_refusal(call, back)
if refusal then
	return refusal
end

claim.give_back(call, way, skus, quantities, id)
if back then
	payment.give_back(call, back, order)
end
-- stylua: ignore
orders_events.order_cancelled(call, id, reason and json.text(call, reason), back and back.amount_text or '0',
	back and back.id, not wants_refund, not restock)
transfers.write(call)
stock.write(call)
return order_change.complete(call, order, 'cancelled', reason)

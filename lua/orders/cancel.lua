#!lua
--- Takes a placed order back: its units are on hand again, or written off, and no longer sold, and what of its
--- payment
--- has not been given back yet goes back to where it came from, if that is wanted; all of it or nothing.
---
--- KEYS: store, operation, journal, stock, movements, sold, orders, order_index, accounts, transfers, entries,
---   transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, reason: text or none, refund_id,
---   refund: full|none, restock: flag, may_refund: flag
---   if_match is described in kernel/precondition; may_refund says whether the caller may move money
--- Replies:
---   OK id record version
---   ORDER_NOT_FOUND id
---   VERSION_MISMATCH version
---   FORBIDDEN missing_scope
---   CAP_EXCEEDED sku field
---   INVALID_STATE what id state
---   INSUFFICIENT_FUNDS id requested available
---   TRANSFER_ALREADY_EXISTS id
--- @include "orders/parts/order-change"
--- @include "orders/parts/payment"
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
local skus, quantities = line_list.unpack(order.record, order.lines, 'orders', id)
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
journal.add(call, 'order.cancelled', '{"id":"' .. id .. (reason and '","reason":' .. json.text(call, reason) or '"')
	.. ',"refunded":' .. (back and back.amount_text .. ',"refundTransferId":"' .. back.id .. '"' or '0')
	.. (wants_refund and '' or ',"refund":"none"') .. (restock and '}' or ',"restock":false}'))
transfers.write(call)
stock.write(call)
return order_change.complete(call, order, 'cancelled', reason or '')

#!lua
--- Takes a placed order back: its units are on hand again and no longer sold, and what of its payment has not been
--- given back yet goes back to where it came from; all of it or nothing.
---
--- KEYS: store, operation, journal, stock, movements, sold, orders, order_index, accounts, transfers, entries,
---   transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, reason, refund_id
---   if_match is described in lib/precondition; reason is empty for none
--- Replies:
---   OK id record version
---   ORDER_NOT_FOUND id
---   VERSION_MISMATCH version
---   CAP_EXCEEDED sku field
---   INVALID_STATE what id state
---   INSUFFICIENT_FUNDS id requested available
---   TRANSFER_ALREADY_EXISTS id
--- @include "orders/change"
--- @include "orders/payment"
--- @include "lib/stock"
local order, reply = change.begin()
if not order then
	return reply
elseif order.payment ~= '-' and pending.expire_due() then
	return { 'AGAIN' }
end
local id, reason = order.id, ARGV[6]
local skus, quantities = line_list.unpack(order.record, order.lines)
stock.read(skus)
for i = 1, #skus do
	if not stock.fits(skus[i], quantities[i], -quantities[i]) then
		return { 'CAP_EXCEEDED', skus[i], 'onHand' }
	end
end
local refund, refusal = payment.refund(order, ARGV[7])
if refusal then
	return refusal
end

local move = stock.move
for i = 1, #skus do
	local quantity = quantities[i]
	move(skus[i], 'restock', quantity, 0, -quantity, id)
end
if refund then
	payment.give_back(refund, order)
end
-- stylua: ignore
journal.add('order.cancelled', '{"id":"' .. id .. (reason ~= '' and '","reason":' .. json.text(reason) or '"')
	.. ',"refunded":' .. (refund and refund.amount_text .. ',"refundTransferId":"' .. refund.id .. '"}' or '0}'))
transfers.write()
stock.write()
return change.complete(order, 'cancelled', reason)

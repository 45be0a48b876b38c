#!lua
--- Takes a placed order back: its units are on hand again, or written off, and no longer sold, and what of its payment
--- has not been given back yet goes back to where it came from, if that is wanted; all of it or nothing.
---
--- KEYS: store, operation, journal, stock, movements, sold, orders, order_index, accounts, transfers, entries,
---   transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, reason, refund_id, refund, restock, may_refund
---   if_match is described in lib/precondition; reason is empty for none; refund is `full` or `none`; restock, and
---   may_refund, whether the caller may move money, are `yes` or `no`
--- Replies:
---   OK id record version
---   ORDER_NOT_FOUND id
---   VERSION_MISMATCH version
---   FORBIDDEN missing_scope
---   CAP_EXCEEDED sku field
---   INVALID_STATE what id state
---   INSUFFICIENT_FUNDS id requested available
---   TRANSFER_ALREADY_EXISTS id
--- @include "orders/change"
--- @include "orders/payment"
--- @include "lib/stock"
local reason, may_refund = ARGV[6], ARGV[10] == 'yes'
local wants_refund, restocks = ARGV[8] ~= 'none', ARGV[9] ~= 'no'

local order, reply = change.begin()
if not order then
	return reply
end
local refund = wants_refund and payment.refund(order, ARGV[7])
if refund and not may_refund then
	return { 'FORBIDDEN', 'ledger:write' }
end
local id = order.id
local skus, quantities = line_list.unpack(order.record, order.lines, id)
stock.read(skus) -- a wrong type must fail before anything is ended in the ledger
if refund and pending.expire_due() then
	return { 'AGAIN' }
end
for i = 1, restocks and #skus or 0 do
	if not stock.fits(skus[i], quantities[i], -quantities[i]) then
		return { 'CAP_EXCEEDED', skus[i], 'onHand' }
	end
end
local refusal = refund and payment.refund_refusal(refund)
if refusal then
	return refusal
end

for i = 1, #skus do
	local quantity = quantities[i]
	if restocks then
		stock.move(skus[i], 'restock', quantity, 0, -quantity, id)
	else
		stock.write_off(skus[i], quantity, id)
	end
end
if refund then
	payment.give_back(refund, order)
end
-- stylua: ignore
journal.add('order.cancelled', '{"id":"' .. id .. (reason ~= '' and '","reason":' .. json.text(reason) or '"')
	.. ',"refunded":' .. (refund and refund.amount_text .. ',"refundTransferId":"' .. refund.id .. '"' or '0')
	.. (wants_refund and '' or ',"refund":"none"') .. (restocks and '}' or ',"restock":false}'))
transfers.write()
stock.write()
return change.complete(order, 'cancelled', reason)

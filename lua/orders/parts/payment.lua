-- The payment of an order that was placed: what is left of it, and how it goes back, over all its legs in proportion.
--- @include "kernel/apportion"
--- @include "orders/parts/legs"
--- @include "ledger/parts/pending"
--- @include "ledger/parts/transfer-rules"
--- @include "orders/generated/order-record"
local payment = {}

--- The transfers that paid an order, by the ids in its record; none where it was not paid.
function payment.transfers(call, order)
	local from, _, transfer
	if order.payment then
		from, _, transfer = order_record.read_payment(order.payment)
		if not from then
			error('CORRUPT orders ' .. order.id .. ': its payment does not read as one')
		end
	end
	local found = {}
	for i, id in ipairs(order.legs and legs.transfers(order.legs) or transfer and { transfer } or {}) do
		found[i] = transfer_records.get(call, id) or nil
		if not found[i] then
			error('CORRUPT orders ' .. order.id .. ': its payment is not there')
		end
	end
	return found
end

--- Reads how much of the payment has not gone back yet: `left` of all, and `lefts` of each of its `transfers`.
function payment.read(call, order)
	local found, lefts, left = payment.transfers(call, order), {}, 0
	for i = 1, #found do
		lefts[i] = transfer_rules.reversible(found[i])
		left = left + lefts[i]
	end
	return { transfers = found, lefts = lefts, left = left }
end

--- The request { id, amount, reversals } to give this much of a payment that was read back, which has not less left.
--- Each leg pays back its share of it; the transfer of the first that does has the id `refund_id`.
function payment.refund(paid, order, refund_id, amount)
	local notes, reversals = '{"reference":"' .. order.id .. '"}', {}
	for i, part in ipairs(apportion.split(amount, paid.lefts, paid.left)) do
		local place = #reversals + 1
		local id = place == 1 and refund_id or refund_id .. '-' .. place
		reversals[place] = part > 0 and { original = paid.transfers[i], id = id, amount = part, notes = notes } or nil
	end
	return { id = refund_id, amount = amount, reversals = reversals }
end

--- Why it cannot be given back, or nil. Stages it as it goes, for a payee of two legs pays both back: it is the last
--- question of all, and whoever is refused must write nothing.
function payment.refund_refusal(call, request)
	for _, reversal in ipairs(request.reversals) do
		local refused = transfer_rules.reversal_refusal(call, reversal.original, reversal)
		if refused then
			return refused
		end
		transfers.reverse(call, reversal.original, reversal)
	end
	return nil
end

--- Notes in the order the refund that payment.refund_refusal() has let pass and staged. Where an older release refunded
--- it, nobody knows how much that was. Returns the id of its transfer.
function payment.give_back(request, order)
	if order.refunded or not order.refund then
		order.refunded = integer.text((order.refunded or 0) + request.amount)
	end
	order.refund = request.id
	return request.id
end

return payment

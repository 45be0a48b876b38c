-- Paying for an order, by the same lines as any transfer of the ledger. Money is in the store's currency; a total of 0
-- moves none, so that it needs no accounts either.
--- @include "ledger/parts/pending"
--- @include "ledger/parts/transfer-rules"
--- @include "orders/generated/order-record"
local payment = {}

--- The answer that comes before any decision, or nil: see ledger/parts/transfers.
function payment.begin(call, days_table)
	return days.choose(call, days_table) or pending.expire_due(call) and { 'AGAIN' } or nil
end

--- Why the total cannot be paid, or nil. Completes the request { id, from, to } for payment.take().
function payment.refusal(call, request, order)
	if request.from == request.to then
		return { 'SAME_ACCOUNT', request.from }
	elseif order.total == 0 then
		return nil
	end
	request.amount, request.notes = order.total, '{"reference":"' .. order.id .. '"}'
	local refused = transfer_rules.refusal(call, request)
	if refused then
		return refused
	end
	local asset = accounts.parties(call, request).terms.asset
	return asset ~= order.currency and { 'ASSET_MISMATCH', request.from, asset, '', order.currency } or nil
end

--- Stages the transfer that payment.refusal() has let pass; the amount comes as text. Returns the id of the transfer,
--- nil where no money moves.
function payment.take(call, request, amount)
	if amount == '0' then
		return nil
	end
	request.amount_text = amount
	transfers.create(call, request)
	return request.id
end

--- The transfer that paid an order, or false or nil where none did.
local function paid_by(order)
	if not order.payment then
		return nil
	end
	local from, _, transfer = order_record.read_payment(order.payment)
	if not from then
		error('CORRUPT orders ' .. order.id .. ': its payment does not read as one')
	end
	return transfer
end

--- The request to give back the part of the payment that has not gone back yet, or nil where nothing is left.
function payment.refund(call, order, refund_id)
	local transfer = paid_by(order)
	if not transfer then
		return nil
	end
	local original = transfer_records.get(call, transfer)
	if not original then
		error('CORRUPT orders ' .. order.id .. ': its payment is not there')
	end
	local left = transfer_rules.reversible(original)
	return left > 0
			and {
				id = refund_id,
				original = original,
				amount = left,
				amount_text = integer.text(left),
				notes = '{"reference":"' .. order.id .. '"}',
			}
		or nil
end

--- Why it cannot be given back, or nil.
function payment.refund_refusal(call, request)
	return transfer_rules.reversal_refusal(call, request.original, request)
end

--- Stages the reversal that payment.refund_refusal() has let pass.
function payment.give_back(call, request, order)
	transfers.reverse(call, request.original, request)
	order.refund = request.id
end

return payment

-- Paying for an order, by the same lines as any transfer of the ledger. Money is in the store's currency; a total of 0
-- moves none, so that it needs no accounts either.
--- @include "lib/pending"
--- @include "lib/transfer-rules"
local payment = {}

--- What to answer before anything is decided, or nil: see lib/transfers.
function payment.begin(days_table)
	return days.choose(days_table) or pending.expire_due() and { 'AGAIN' } or nil
end

--- Why the total cannot be paid, or nil. Completes the request { id, from, to } for payment.take().
function payment.refusal(request, order)
	if request.from == request.to then
		return { 'SAME_ACCOUNT', request.from }
	elseif order.total == 0 then
		return nil
	end
	request.amount, request.notes = order.total, '{"reference":"' .. order.id .. '"}'
	local refused = transfer_rules.refusal(request)
	if refused then
		return refused
	end
	local asset = accounts.parties(request).terms.asset
	return asset ~= order.currency and { 'ASSET_MISMATCH', request.from, asset, '', order.currency } or nil
end

--- Stages the transfer that payment.refusal() has let pass; the amount comes as text. Returns what the order keeps of
--- it.
function payment.take(request, amount)
	local transfer = '-'
	if amount ~= '0' then
		transfer, request.amount_text = request.id, amount
		transfers.create(request)
	end
	return request.from .. '*' .. request.to .. '*' .. transfer
end

--- The request to give back what of the payment has not been given back yet, or nil where nothing is left.
function payment.refund(order, refund_id)
	local paid_by = string.match(order.payment, '^[^*]+%*[^*]+%*(.+)$') or '-'
	if paid_by == '-' then
		return nil
	end
	local original = transfer_records.get(paid_by)
	if not original then
		error('CORRUPT order ' .. order.id .. ': its payment is not there')
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
function payment.refund_refusal(request)
	return transfer_rules.reversal_refusal(request.original, request)
end

--- Stages the reversal that payment.refund_refusal() has let pass.
function payment.give_back(request, order)
	transfers.reverse(request.original, request)
	order.refund = request.id
end

return payment

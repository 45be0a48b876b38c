-- Paying for a new order, by the same lines as any transfer of the ledger. Money is in the store's currency; a total of
-- 0 moves none, so that it needs no accounts either.
--- @include "ledger/parts/pending"
--- @include "ledger/parts/transfer-rules"
local paying = {}

--- The answer that comes before any decision, or nil: see ledger/parts/transfers.
function paying.begin(call, days_table)
	return days.choose(call, days_table) or pending.expire_due(call) and { 'AGAIN' } or nil
end

--- Why the total cannot be paid, or nil. Completes the request { id, from, to } for paying.take().
function paying.refusal(call, request, order)
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

--- Stages the transfer that paying.refusal() has let pass; the amount comes as text. Returns the id of the transfer,
--- nil where no money moves.
function paying.take(call, request, amount)
	if amount == '0' then
		return nil
	end
	request.amount_text = amount
	transfers.create(call, request)
	return request.id
end

return paying

-- Paying for a new order, by the same lines as any transfer of the ledger. Money is in the store's currency; a total of
-- 0 moves none, so that it needs no accounts either.
--- @include "ledger/parts/pending"
--- @include "ledger/parts/groups"
--- @include "ledger/parts/transfer-rules"
--- @include "orders/parts/legs"
--- @include "orders/generated/order-record"
local paying = {}

--- The answer that comes before any decision, or nil: see ledger/parts/transfers, and pending.expire_due() for `look`.
function paying.begin(call, request, days_table, look)
	if request.legs or request.adopts then
		redis.call('HLEN', call.keys.transfer_groups)
		redis.call('HLEN', call.keys.grouped_transfers)
	end
	return days.choose(call, days_table) or pending.expire_due(call, look) and { 'AGAIN' } or nil
end

--- Why one account cannot pay the total to another, or nil.
local function simple_refusal(call, request, order)
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

--- Why this pending transfer cannot be taken over to pay an order, or nil. Nothing moves: it belongs to the order
--- from then on, and its deadline is the order's.
local function adoption_refusal(call, request, order)
	local transfer = transfer_records.get(call, request.adopts)
	if not transfer then
		return { 'TRANSFER_NOT_FOUND', request.adopts }
	end
	local grouped = groups.single_refusal(call, request.adopts)
	if grouped then
		return grouped
	elseif transfer.state ~= 'pending' then
		return { 'INVALID_STATE', 'transfer', transfer.id, transfer.state }
	elseif request.from and request.from ~= transfer.from then
		return { 'PAYMENT_MISMATCH', 'from', request.from, transfer.from }
	elseif transfer.asset ~= order.currency then
		return { 'ASSET_MISMATCH', transfer.from, transfer.asset, '', order.currency }
	elseif transfer.amount ~= order.total then
		return { 'PAYMENT_MISMATCH', 'amount', integer.text(order.total), transfer.amount_text }
	end
	request.transfer, request.ids, order.deadline_ms = transfer, { transfer.id }, transfer.expires_ms
	return nil
end

--- Why the total cannot be paid, or nil: the last question of all, for what has legs is staged by it. Completes the
--- request { id, from, to or legs } for paying.take(). With ttl_seconds the money of legs is held until then; instead
--- of a payee, a transfer that the order `adopts` may be given. Either gives the order its deadline.
function paying.refusal(call, request, order)
	if request.adopts then
		return adoption_refusal(call, request, order)
	elseif request.ttl_seconds then
		request.expires_ms = call.now_ms + request.ttl_seconds * 1000
		order.deadline_ms = integer.text(request.expires_ms)
	end
	if request.legs then
		return legs.refusal(call, request, order)
	end
	return simple_refusal(call, request, order)
end

--- Stages the transfers that paying.refusal() has let pass, and notes the payment in the order; the amount comes as
--- text. Returns the id of the transfer, nil where no money moves or the payment has legs, and that of their group.
function paying.take(call, request, order, amount)
	local adopted = request.transfer
	if adopted then
		order.payment = order_record.payment(adopted.from, adopted.to, adopted.id)
		return adopted.id
	elseif request.legs then
		local group = #request.ids > 0 and request.id
		order.payment = order_record.payment(request.from, nil, group)
		order.legs = legs.pack(request.parts)
		return nil, group
	end
	local transfer = amount ~= '0' and request.id
	if transfer then
		request.amount_text = amount
		transfers.create(call, request)
	end
	order.payment = order_record.payment(request.from, request.to, transfer)
	return transfer
end

--- Writes what was staged of the payment, and of all money.
function paying.write(call, request, order)
	transfers.write(call)
	if request and request.ids and #request.ids > 0 then
		groups.write(call, request.id, request.ids, order.deadline_ms, order.id)
	end
end

return paying

-- Cancellations and returns: units come back, or are written off, and money goes back with them.
--
-- A request holds the change { kind, id, skus, quantities }, refund (full, none or amount), amount (where that is asked
-- for), may_refund, restock, refund_id, and is_last where nothing of the order is left then and nothing was fulfilled.
-- giving_back.refusal() notes in it `back`, the request of the payment, `stock`, the kind of the movements, and, as
-- text, `amount`.
--- @include "inventory/parts/claim"
--- @include "inventory/parts/wait-line"
--- @include "orders/parts/payment"
--- @include "orders/parts/priced-lines"
local giving_back = {}

--- The sum that these units were sold for, and the charges where they are the last.
--- A line's share is exact: after n of q units, that of n is n times the price of one.
local function share(order, units, request)
	local prices, subtotal, amount = priced_lines.prices(order), 0, 0
	for i = 1, #request.skus do
		local sku, quantity = request.skus[i], request.quantities[i]
		amount = amount + (prices[sku] or 0) * quantity
	end
	if not request.is_last then
		return amount
	end
	for _, sku in ipairs(units.skus) do
		subtotal = subtotal + (prices[sku] or 0) * units.ordered[sku]
	end
	return amount + order.total - subtotal
end

--- How much goes back of which so much is left; nil where more is asked for, with the refusal.
local function amount_of(left, order, units, request)
	if request.refund == 'full' then
		return left > 0 and math.max(0, math.min(left, share(order, units, request))) or 0
	elseif request.amount > left then
		return nil, { 'REFUND_EXCEEDED', integer.text(left), integer.text(request.amount) }
	end
	return request.amount
end

--- Why the units and the money cannot go back, or nil.
function giving_back.refusal(call, order, units, request)
	local paid, amount, exceeded = false, 0, nil
	if request.refund ~= 'none' then
		paid = payment.read(call, order)
		amount, exceeded = amount_of(paid.left, order, units, request)
	end
	if exceeded then
		return exceeded
	end
	local back = amount > 0 and payment.refund(paid, order, request.refund_id, amount)
	if back and not request.may_refund then
		return { 'FORBIDDEN', 'ledger:write' }
	end
	stock.read(call, request.skus) -- a wrong type must fail before anything is ended in the ledger
	campaigns.look(call, order.counted)
	if back and pending.expire_due(call) then
		return { 'AGAIN' }
	end
	request.asked = request.refund == 'amount' and integer.text(amount) or request.refund
	request.back, request.amount = back, integer.text(amount)
	request.stock = request.restock and 'restock' or 'write_off'
	return claim.give_back_over_cap(call, request.stock, request.skus, request.quantities)
		or back and payment.refund_refusal(call, back)
		or nil
end

--- Stages what giving_back.refusal() has let pass; `kept` are the units of each SKU that the order has then.
function giving_back.stage(call, order, request, kept)
	local skus, quantities = request.skus, request.quantities
	order.counted = claim.give_back(call, request.stock, skus, quantities, order.id, order.counted, kept)
	request.transfer = request.back and payment.give_back(request.back, order)
end

--- Writes it.
function giving_back.write(call)
	wait_line.serve(call)
	transfers.write(call)
	wait_line.write(call)
end

return giving_back

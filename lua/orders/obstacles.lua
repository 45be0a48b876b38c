-- What stands in the way of an order: all of it, so that a shop can show it in one go.
--- @include "lib/availability"
--- @include "lib/prices"
--- @include "orders/payment"
local obstacles = {}

--- SKUs without a price, and the first number of a line that would pass 2^53 - 1.
local function of_lines(order)
	local skus, quantities = order.skus, order.quantities
	local unit_prices, line_totals = order.priced.unit_prices, order.priced.line_totals
	local missing, over_cap
	for i = 1, #skus do
		local sku, item = skus[i], stock.item(skus[i])
		if not unit_prices[i] then
			missing = missing or { 'PRICE_MISSING' }
			missing[#missing + 1] = sku
		end
		if not over_cap and unit_prices[i] and not line_totals[i] then
			over_cap = { 'CAP_EXCEEDED', sku, 'lineTotal' }
		elseif not over_cap and item and item.sold + quantities[i] > integer.max then
			over_cap = { 'CAP_EXCEEDED', sku, 'sold' }
		end
	end
	return missing, over_cap
end

local function wrong_total(order)
	local expected = order.expected_total
	if expected and order.total and expected ~= order.total then
		return { 'TOTAL_CHANGED', integer.text(expected), integer.text(order.total) }
	end
	return nil
end

--- The refusals in the order of their weight. The order has its lines, what they are `priced` at, units, and total
--- where it can be given; `held` says that its units come from a hold, `pay` is the request of its payment.
function obstacles.find(order, held, pay)
	local found = {}
	local function add(refusal)
		found[#found + 1] = refusal or nil
	end
	local unknown, short = availability.refusals(order.skus, order.quantities)
	local unpriced, over_cap = of_lines(order)
	add(unknown)
	add(unpriced)
	add(over_cap)
	if not over_cap and order.units > integer.max then
		add({ 'CAP_EXCEEDED', '', 'units' })
	elseif not over_cap and not unpriced and not order.total then
		add({ 'CAP_EXCEEDED', '', 'total' })
	end
	add(wrong_total(order))
	add(not held and short)
	add(pay and order.total and payment.refusal(pay, order))
	return found
end

--- One reply of all: the first as a refusal always is, each further one as an array at its end; nil for none.
function obstacles.reply(found)
	local reply = found[1]
	for i = 2, #found do
		reply[#reply + 1] = found[i]
	end
	return reply
end

return obstacles

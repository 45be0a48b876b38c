-- What stands in the way of an order: all of it, so that a shop can show it in one go.
--- @include "lib/availability"
--- @include "lib/prices"
--- @include "orders/payment"
local obstacles = {}

local function missing_prices(lines)
	local missing = { 'PRICE_MISSING' }
	for _, line in ipairs(lines) do
		if not line.unit_price then
			missing[#missing + 1] = line.sku
		end
	end
	return #missing > 1 and missing or nil
end

--- A number of a line that would pass 2^53 - 1.
local function line_over_cap(lines)
	for _, line in ipairs(lines) do
		if line.unit_price and not line.line_total then
			return { 'CAP_EXCEEDED', line.sku, 'lineTotal' }
		elseif stock.item(line.sku) and not stock.fits(line.sku, 0, line.quantity) then
			return { 'CAP_EXCEEDED', line.sku, 'sold' }
		end
	end
	return nil
end

--- The stocked ones of these lines.
local function stocked(lines)
	local known = {}
	for _, line in ipairs(lines) do
		known[#known + 1] = stock.item(line.sku) and line or nil
	end
	return known
end

local function wrong_total(order)
	local expected = order.expected_total
	if expected and order.total and expected ~= order.total then
		return { 'TOTAL_CHANGED', integer.text(expected), integer.text(order.total) }
	end
	return nil
end

--- The refusals in the order of their weight. The order has lines with prices applied, units, and total where it can be
--- given; `held` says that its units come from a hold, `pay` is the request of its payment.
function obstacles.find(order, held, pay)
	local found = {}
	local function add(refusal)
		found[#found + 1] = refusal or nil
	end
	local lines, known = order.lines, stocked(order.lines)
	add(#known < #lines and availability.refusal(lines))
	local unpriced, over_cap = missing_prices(lines), line_over_cap(lines)
	add(unpriced)
	add(over_cap)
	if not over_cap and order.units > integer.max then
		add({ 'CAP_EXCEEDED', '', 'units' })
	elseif not over_cap and not unpriced and not order.total then
		add({ 'CAP_EXCEEDED', '', 'total' })
	end
	add(wrong_total(order))
	add(not held and availability.refusal(known))
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

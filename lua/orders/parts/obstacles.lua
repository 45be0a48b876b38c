-- All that stands in the way of an order, so that a shop can show it in one go.
--- @include "inventory/parts/room"
--- @include "carts/parts/prices"
--- @include "orders/parts/paying"
--- @include "orders/parts/pricing"
local obstacles = {}

--- Whether all is well with each line and with what they come to; if so, the order has its units and its total. Most
--- orders are so, and need no more than this one look at each line; obstacles.find() tells what is wrong.
---
--- Nothing here is below zero, so that a sum within the cap was within it all along, and is exact, as its parts are.
function obstacles.none(call, order, hold)
	local own -- units of the hold by SKU, where it takes them to have enough
	local skus, quantities, records, items = order.skus, order.quantities, order.prices, call.items
	local units, total, max = 0, 0, integer.max
	for i = 1, #skus do
		local sku, quantity = skus[i], quantities[i]
		local item, price = items[sku], prices.parse(sku, records[i])
		if not (item and price) or item.sold + quantity > max then
			return false
		elseif item.available < quantity then
			own = own or hold and line_list.by_sku(hold.skus, hold.quantities)
			if not own or claim.refusal(call, sku, quantity, own[sku]) then
				return false
			end
		end
		units, total = units + quantity, total + price * quantity
	end
	local counted = hold and hold.counted
	if units > max or total > max or claim.rule_refusals(call, order.customer, skus, quantities, own, counted) then
		return false
	end
	order.units, order.total = units, pricing.total(order, total)
	return order.total and not pricing.changed(order)
end

--- SKUs without a price, and the first number of a line that would pass 2^53 - 1.
local function of_lines(call, order, priced)
	local skus, quantities = order.skus, order.quantities
	local unit_prices, line_totals = priced.unit_prices, priced.line_totals
	local missing, over_cap
	for i = 1, #skus do
		local sku, item = skus[i], stock.item(call, skus[i])
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

local function add_units(quantities)
	local units = 0
	for i = 1, #quantities do
		units = units + quantities[i]
	end
	return units
end

--- The refusals in the order of their weight. The order has its lines and the records of their prices, and gets units,
--- and the total where it can be given; `hold` is the reservation that its units come from first, nil for none, `pay`
--- is the request of its payment, `mismatch` why the reservation is another than was meant.
function obstacles.find(call, order, hold, pay, mismatch)
	local found = { mismatch }
	local function add(refusal)
		found[#found + 1] = refusal or nil
	end
	local priced = prices.apply(order.skus, order.quantities, order.prices)
	order.units = add_units(order.quantities)
	local of_total
	if priced.total then
		order.total, of_total = pricing.total(order, priced.total)
	end
	local own, counted = hold and line_list.by_sku(hold.skus, hold.quantities), hold and hold.counted
	local unknown, short = claim.refusals(call, order.skus, order.quantities, own)
	local unpriced, over_cap = of_lines(call, order, priced)
	add(unknown)
	add(unpriced)
	add(over_cap)
	if not over_cap and order.units > integer.max then
		add({ 'CAP_EXCEEDED', '', 'units' })
	elseif not over_cap and not unpriced and not priced.total then
		add({ 'CAP_EXCEEDED', '', 'total' })
	end
	add(of_total)
	add(pricing.changed(order))
	for _, refusal in
		ipairs(claim.rule_refusals(call, order.customer, order.skus, order.quantities, own, counted) or {})
	do
		add(refusal)
	end
	add(short)
	add(pay and order.total and paying.refusal(call, pay, order))
	return found
end

return obstacles

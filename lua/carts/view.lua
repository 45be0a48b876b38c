-- What a cart looks like to a shop: lines with price and availability, and the total.
--- @include "lib/availability"
--- @include "lib/cart"
--- @include "lib/prices"
--- @include "lib/store"
local view = {}

--- Units that holds keep back although they are over: the next sale takes them, so they count as available. Bounded
--- like a sweep; beyond that a cart shows too little for a moment, never too much.
local function lapsed_units()
	local units = {}
	local due = time_index.due(keys.reservation_index, 's/active', clock.now_ms, integer.text(holds.max_reclaimed))
	if #due == 0 then
		return units
	end
	local found, done = holds.read(time_index.ids(due, 's/active'), holds.max_reclaimed_lines)
	for i = 1, done do
		local hold = found[i]
		for place = 1, hold and hold.member == due[i] and #hold.skus or 0 do
			local sku = hold.skus[place]
			units[sku] = (units[sku] or 0) + hold.quantities[place]
		end
	end
	return units
end

--- The reply: OK record currency prices available, of which the last two are lists with "," between, in the order of
--- the lines; a price that is not there is "-". What the lines come to, who reads it works out.
function view.reply(found)
	local skus = found.skus
	if not skus[1] then
		return { 'OK', found.record, store.currency, '', '' }
	end
	local unit_prices, available, item_of = prices.read(skus), {}, stock.item
	stock.read(skus)
	local lapsed = lapsed_units()
	for i = 1, #skus do
		local sku, item = skus[i], item_of(skus[i])
		unit_prices[i] = prices.text(sku, unit_prices[i])
		available[i] = integer.text((item and item.available or 0) + (lapsed[sku] or 0))
	end
	return { 'OK', found.record, store.currency, table.concat(unit_prices, ','), table.concat(available, ',') }
end

return view

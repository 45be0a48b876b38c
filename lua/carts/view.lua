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
	local due = time_index.due(keys.reservation_index, 's/active', clock.now_ms, holds.max_reclaimed)
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

local function text(number)
	return number and integer.text(number) or '-'
end

--- The reply: OK id version expires_ms currency total lines, with "SKU*quantity*unitPrice*lineTotal*available,…" for
--- lines and "-" for what cannot be given.
function view.reply(id, found)
	local skus, quantities, packed = found.skus, found.quantities, {}
	local texts = prices.read(skus)
	local priced = prices.apply(skus, quantities, texts)
	stock.read(skus)
	local lapsed = #skus > 0 and lapsed_units()
	for i = 1, #skus do
		local sku, quantity = skus[i], quantities[i]
		local item = stock.item(sku)
		local available = (item and item.available or 0) + (lapsed[sku] or 0)
		packed[i] = sku
			.. '*'
			.. integer.text(quantity)
			.. '*'
			.. (texts[i] or '-')
			.. '*'
			.. text(priced.line_totals[i])
			.. '*'
			.. integer.text(available)
	end
	local lines = #packed > 0 and table.concat(packed, ',') or '-'
	return { 'OK', id, found.version, found.expires, store.currency, text(priced.total), lines }
end

return view

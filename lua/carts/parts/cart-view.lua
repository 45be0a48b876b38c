-- A cart as a shop sees it: lines with price and availability.
--- @include "inventory/parts/stock"
--- @include "carts/parts/cart"
--- @include "inventory/parts/lapsed-units"
--- @include "carts/parts/prices"
--- @include "stores/parts/store"
local cart_view = {}

--- The reply: OK record currency prices available, of which the last two are lists with "," between, in the order of
--- the lines; a price that is not there is "-". The reader works out what the lines come to.
function cart_view.reply(call, found)
	local skus = found.skus
	if not skus[1] then
		return { 'OK', found.record, call.currency, '', '' }
	end
	local unit_prices, available, item_of = prices.read(call, skus), {}, stock.item
	stock.look(call, skus)
	local lapsed = lapsed_units.by_sku(call, call.now_ms)
	for i = 1, #skus do
		local sku, item = skus[i], item_of(call, skus[i])
		unit_prices[i] = prices.text(sku, unit_prices[i])
		available[i] = item and lapsed_units.available_text(item, lapsed[sku]) or '0'
	end
	return { 'OK', found.record, call.currency, table.concat(unit_prices, ','), table.concat(available, ',') }
end

return cart_view

-- A cart as a shop sees it: lines with price and availability.
--- @include "inventory/parts/stock"
--- @include "carts/parts/cart-hold"
--- @include "inventory/parts/lapsed-units"
--- @include "stores/parts/store"
local cart_view = {}

--- The reply: OK record currency prices available hold hold_expires_ms. Prices and available are lists with ","
--- between, in the order of the lines; a price that is not there is "-". The reader works out what the lines come to.
--- `kept` is the reservation of the cart's units, nil for none, which count as available to it; hold is its id, empty
--- for none.
function cart_view.reply(call, found, kept)
	local skus, hold, expires_ms = found.skus, kept and kept.id or '', kept and kept.expires_ms or ''
	if not skus[1] then
		return { 'OK', found.record, call.currency, '', '', hold, expires_ms }
	end
	local unit_prices, available, item_of = prices.of(call, skus, kept and found.frozen), {}, stock.item
	stock.look(call, skus)
	local lapsed, own = lapsed_units.by_sku(call, call.now_ms), cart_hold.units(kept)
	for i = 1, #skus do
		local sku, item = skus[i], item_of(call, skus[i])
		unit_prices[i] = prices.text(sku, unit_prices[i])
		available[i] = item and lapsed_units.available_text(item, lapsed[sku], own and own[sku]) or '0'
	end
	local price_list, available_list = table.concat(unit_prices, ','), table.concat(available, ',')
	return { 'OK', found.record, call.currency, price_list, available_list, hold, expires_ms }
end

return cart_view

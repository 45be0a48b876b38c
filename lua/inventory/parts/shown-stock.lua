-- Stock as callers see it: units that a lapsed reservation keeps back count as available.
--
-- Needs KEYS: reservations, reservation_index.
--- @include "kernel/redis-time"
--- @include "inventory/parts/lapsed-units"
--- @include "inventory/parts/stock-records"
--- @state lapsed_units = false, shown_item = false
local shown_stock = {}

--- The answer for a SKU with this record and these units sold, or nil where these cannot be read. Lapsed
--- reservations are looked for where one SKU of a call has units reserved, once.
function shown_stock.view(call, sku, record, units_sold)
	local item = stock_records.read(record, units_sold, call.shown_item)
	if not item then
		return nil
	end
	call.shown_item = item
	if item.reserved > 0 then
		call.lapsed_units = call.lapsed_units or lapsed_units.by_sku(call, redis_time.now_ms())
		local lapsed = call.lapsed_units[sku]
		if lapsed then
			stock_records.set(item, item.on_hand, math.max(item.reserved - lapsed, 0))
		end
	end
	return stock_records.view(sku, item, units_sold or '0')
end

return shown_stock

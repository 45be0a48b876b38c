-- Stock as callers see it: units that a lapsed reservation keeps back count as available.
--
-- Needs KEYS: reservations, reservation_index.
--- @include "kernel/redis-time"
--- @include "inventory/parts/lapsed-units"
--- @include "inventory/parts/stock-records"
--- @state lapsed_units = false
local shown_stock = {}

--- Units of a SKU that lapsed reservations keep back; these are looked for once a call.
local function lapsed_of(call, sku)
	call.lapsed_units = call.lapsed_units or lapsed_units.by_sku(call, redis_time.now_ms())
	return call.lapsed_units[sku]
end

--- The answer for a SKU with this record and these units sold, or nil where these cannot be read.
function shown_stock.view(call, sku, record, units_sold)
	return stock_records.shown(call, sku, record, units_sold, lapsed_of)
end

return shown_stock

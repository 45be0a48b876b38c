-- Stock as callers see it: units that a lapsed reservation keeps back count as available.
--
-- Needs KEYS: reservations, reservation_index.
--- @include "kernel/redis-time"
--- @include "inventory/parts/lapsed-units"
--- @include "inventory/parts/stock-records"
--- @state lapsed_units = false
local shown_stock = {}

--- What callers are told of a SKU with this record and these units sold, or nil where those cannot be read. Lapsed
--- reservations are looked for where one SKU of a call has units reserved, once.
function shown_stock.view(call, sku, record, units_sold)
	local on_hand, reserved, _, on_hand_text, reserved_text = stock_records.parse(record, units_sold)
	if not on_hand then
		return nil
	elseif reserved > 0 then
		call.lapsed_units = call.lapsed_units or lapsed_units.by_sku(call, redis_time.now_ms())
		local lapsed = call.lapsed_units[sku]
		if lapsed then
			reserved = math.max(reserved - lapsed, 0)
			reserved_text = integer.text(reserved)
		end
	end
	return stock_records.view(sku, on_hand, reserved, on_hand_text, reserved_text, units_sold or '0')
end

return shown_stock

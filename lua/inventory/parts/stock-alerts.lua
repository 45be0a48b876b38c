-- Alerts: callers are told once where few units of a SKU are left, and once where there are enough again.
--- @include "kernel/integer"
--- @include "inventory/generated/inventory-events"
--- @include "inventory/parts/stock-records"
local stock_alerts = {}

--- Tells where few units of a SKU are left since now, or enough again.
function stock_alerts.note(call, sku, item, rules)
	local is_low = item.available <= rules.low_stock
	if is_low == rules.was_low then
		return
	end
	local event = is_low and inventory_events.inventory_low_stock or inventory_events.inventory_back_in_stock
	event(call, sku, stock_records.available_text(item), integer.text(rules.low_stock))
	rules.was_low = is_low
end

return stock_alerts

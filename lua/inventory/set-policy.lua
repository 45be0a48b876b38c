#!lua
--- Sets how many units of a SKU are kept for safety, which are on hand and are not sold, and at how many available ones
--- few are left.
---
--- KEYS: store, operation, journal, stock, movements, sold, reservations, reservation_index, waits, wait_index,
---   campaign*, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, sku, safety_stock: amount,
---   low_stock: amount or none
--- Replies:
---   OK stock
---   stock is described in inventory/generated/stock-view-record
---   SKU_NOT_FOUND sku
--- @include "inventory/generated/inventory-events"
--- @include "inventory/parts/stock"
--- @include "inventory/parts/wait-line"
--- @include "kernel/operation"

local answered = operation.answered(call)
if answered then
	return answered
end
stock.read(call, { sku })
local item = stock.item(call, sku)
if not item then
	return { 'SKU_NOT_FOUND', sku }
end
local before, low_before, campaigns_of_it, line = stock_records.rules(item)
if before ~= safety_stock or low_before ~= low_stock then
	stock_records.rule(item, safety_stock, low_stock, campaigns_of_it, line)
	stock.stage(call, sku, item)
	local safety_text, low_text = integer.text(safety_stock), low_stock and integer.text(low_stock)
	inventory_events.inventory_policy_set(call, sku, safety_text, integer.text(before), low_text)
	wait_line.write(call)
end
return operation.complete(call, { 'OK', stock_records.view(sku, item, integer.text(item.sold)) })

#!lua
--- Sets how many units of a SKU are kept for safety: they are on hand, and are not sold.
---
--- KEYS: store, operation, journal, stock, movements, sold
--- ARGV: operation_id, fingerprint, record_ttl_ms, sku, safety_stock: amount
--- Replies:
---   OK stock
---   stock is described in inventory/generated/stock-view-record
---   SKU_NOT_FOUND sku
--- @include "inventory/generated/inventory-events"
--- @include "inventory/parts/stock"
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
local before = item.safety_stock
if before ~= safety_stock then
	stock_records.keep(item, safety_stock)
	stock.stage(call, sku, item)
	inventory_events.inventory_policy_set(call, sku, integer.text(safety_stock), integer.text(before))
	stock.write(call)
end
return operation.complete(call, { 'OK', stock_records.view(sku, item, integer.text(item.sold)) })

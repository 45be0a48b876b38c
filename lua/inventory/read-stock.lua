#!lua flags=no-writes
--- Reads the stock of one SKU, as a sale would find it.
---
--- KEYS: store, skus, stock, movements, sold, reservations, reservation_index
--- ARGV: sku
--- Replies:
---   OK stock
---   stock is described in inventory/generated/stock-view-record
---   SKU_NOT_FOUND sku
--- @include "inventory/parts/shown-stock"

local record = redis.call('HGET', keys.stock, sku)
if not record then
	if redis.call('EXISTS', keys.store) == 0 then
		return { 'STORE_NOT_FOUND' }
	end
	stock_records.expect_none(call, sku)
	return { 'SKU_NOT_FOUND', sku }
end
local shown = shown_stock.view(call, sku, record, redis.call('ZSCORE', keys.sold, sku))
if not shown then
	error('CORRUPT stock ' .. sku)
end
return { 'OK', shown }

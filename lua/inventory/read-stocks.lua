#!lua flags=no-writes
--- Reads the stock of several SKUs, as a sale would find it.
---
--- KEYS: store, skus, stock, movements, sold, reservations, reservation_index
--- ARGV: named (sku)... 1..100
--- Replies:
---   OK stock...
---   in the order of the SKUs: stock is described in inventory/generated/stock-view-record, the SKU alone where it
---   cannot be read, empty where it was never stocked
--- @include "inventory/parts/shown-stock"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local skus, reply = named.sku, { 'OK' }
local records = redis.call('HMGET', keys.stock, unpack(skus))
local sold = redis.call('ZMSCORE', keys.sold, unpack(skus))
for i = 1, named.count do
	local sku = skus[i]
	if records[i] then
		reply[i + 1] = shown_stock.view(call, sku, records[i], sold[i]) or sku
	else
		stock_records.expect_none(call, sku)
		reply[i + 1] = ''
	end
end
return reply

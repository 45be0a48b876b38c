#!lua flags=no-writes
--- Lists stock by SKU, as a sale would find it.
---
--- KEYS: store, skus, stock, sold, reservations, reservation_index
--- ARGV: cursor, limit: count
---   cursor is the last SKU seen, or empty
--- Replies:
---   OK next_cursor stock...
---   next_cursor is empty on the last page; stock is described in inventory/generated/stock-view-record, or the SKU
---   alone where it cannot be read
--- @include "kernel/name-page"
--- @include "inventory/parts/shown-stock"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local skus, more = name_page.read(keys.skus, cursor, limit)
local reply = { 'OK', more == '1' and skus[#skus] or '' }
if #skus == 0 then
	return reply
end
local records = redis.call('HMGET', keys.stock, unpack(skus))
local sold = redis.call('ZMSCORE', keys.sold, unpack(skus))
for i = 1, #skus do
	local sku = skus[i]
	reply[i + 2] = shown_stock.view(call, sku, records[i], sold[i]) or sku
end
return reply

#!lua flags=no-writes
--- Reads stock by SKU as it is recorded, for the audit.
---
--- KEYS: store, skus, stock, sold
--- ARGV: cursor, limit: count
---   cursor is the last SKU seen, or empty
--- Replies:
---   OK more (sku on_hand reserved sold sequence)...
---   more is 1 where further SKUs follow; sequence is that of the SKU's newest movement; the numbers are empty where
---   the record is missing, or it or the units sold cannot be read
--- @include "kernel/name-page"
--- @include "inventory/parts/raw-stock"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local skus, more = name_page.read(keys.skus, cursor, limit)
local reply = { 'OK', more }
if #skus == 0 then
	return reply
end
local records = redis.call('HMGET', keys.stock, unpack(skus))
local sold = redis.call('ZMSCORE', keys.sold, unpack(skus))
for i = 1, #skus do
	reply[#reply + 1] = skus[i]
	raw_stock.append(reply, records[i], sold[i])
end
return reply

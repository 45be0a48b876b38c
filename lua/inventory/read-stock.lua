#!lua flags=no-writes
--- Reads the stock of one SKU.
---
--- KEYS: store, stock, sold
--- ARGV: sku
--- Replies:
---   OK stock
---   stock is "sku onHand reserved sold"
---   SKU_NOT_FOUND sku
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local record = redis.call('HGET', keys.stock, ARGV[1])
if not record then
	return { 'SKU_NOT_FOUND', ARGV[1] }
end
local numbers = string.match(record, '^%d+ %d+ ')
return { 'OK', ARGV[1] .. ' ' .. numbers .. (redis.call('ZSCORE', keys.sold, ARGV[1]) or '0') }

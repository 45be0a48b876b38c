#!lua flags=no-writes
--- Reads how many units of a SKU were sold.
---
--- KEYS: store, stock, sold
--- ARGV: sku
--- Replies:
---   OK sku units
---   SKU_NOT_FOUND sku...

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
elseif redis.call('HEXISTS', keys.stock, sku) == 0 then
	return { 'SKU_NOT_FOUND', sku }
end
return { 'OK', sku, redis.call('ZSCORE', keys.sold, sku) or '0' }

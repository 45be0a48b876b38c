#!lua flags=no-writes
--- Reads the price of a unit of a SKU.
---
--- KEYS: store, prices
--- ARGV: sku
--- Replies:
---   OK sku unit_price currency
---   PRICE_NOT_FOUND sku
--- @include "carts/parts/prices"
--- @include "stores/parts/store"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local unit_price = prices.parse(sku, redis.call('HGET', keys.prices, sku))
if not unit_price then
	return { 'PRICE_NOT_FOUND', sku }
end
return { 'OK', sku, integer.text(unit_price), call.currency }

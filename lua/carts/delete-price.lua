#!lua
--- Forgets what a unit of a SKU costs; it cannot be ordered until it has a price again.
---
--- KEYS: store, operation, journal, prices, priced_skus
--- ARGV: operation_id, fingerprint, record_ttl_ms, sku
--- Replies:
---   OK sku unit_price currency
---   unit_price is what was forgotten
---   PRICE_NOT_FOUND sku
--- @include "lib/operation"
--- @include "lib/prices"
--- @include "lib/store"
local sku = ARGV[4]

local answered = operation.answered()
if answered then
	return answered
end
redis.call('ZCARD', keys.priced_skus)
local before = prices.parse(sku, redis.call('HGET', keys.prices, sku))
if not before then
	return { 'PRICE_NOT_FOUND', sku }
end
redis.call('HDEL', keys.prices, sku)
redis.call('ZREM', keys.priced_skus, sku)
journal.add('price.deleted', '{"sku":"' .. sku .. '","before":' .. integer.text(before) .. '}')
return operation.complete({ 'OK', sku, integer.text(before), store.currency })

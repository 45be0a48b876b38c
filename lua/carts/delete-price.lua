#!lua
--- Deletes the price of a unit of a SKU; it cannot be ordered until it has a price again.
---
--- KEYS: store, operation, journal, prices, priced_skus
--- ARGV: operation_id, fingerprint, record_ttl_ms, sku
--- Replies:
---   OK sku unit_price currency
---   unit_price is the price until now
---   PRICE_NOT_FOUND sku
--- @include "kernel/operation"
--- @include "carts/parts/prices"
--- @include "carts/generated/carts-events"
--- @include "stores/parts/store"

local answered = operation.answered(call)
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
local text = integer.text(before)
carts_events.price_deleted(call, sku, text)
return operation.complete(call, { 'OK', sku, text, call.currency })

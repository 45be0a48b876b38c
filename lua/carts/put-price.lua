#!lua
--- Sets the price of a unit of a SKU. The SKU need not be stocked: a price list may come before the goods.
---
--- KEYS: store, operation, journal, prices, priced_skus
--- ARGV: operation_id, fingerprint, record_ttl_ms, sku, unit_price: amount
--- Replies:
---   OK status sku unit_price currency
---   status is `created` or `replaced`
--- @include "kernel/operation"
--- @include "carts/parts/prices"
--- @include "carts/generated/price-record"
--- @include "carts/generated/carts-events"
--- @include "stores/parts/store"

local answered = operation.answered(call)
if answered then
	return answered
end
redis.call('ZCARD', keys.priced_skus)
local before = prices.parse(sku, redis.call('HGET', keys.prices, sku))
local text = integer.text(unit_price)
if before ~= unit_price then
	redis.call('HSET', keys.prices, sku, price_record.write(text))
	redis.call('ZADD', keys.priced_skus, 0, sku)
	carts_events.price_set(call, sku, text, before and integer.text(before))
end
local status = before and 'replaced' or 'created'
return operation.complete(call, { 'OK', status, sku, text, call.currency })

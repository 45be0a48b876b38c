#!lua
--- Sets what a unit of a SKU costs. The SKU need not be stocked: a price list may come before the goods.
---
--- KEYS: store, operation, journal, prices, priced_skus
--- ARGV: operation_id, fingerprint, record_ttl_ms, sku, unit_price: amount
--- Replies:
---   OK status sku unit_price currency
---   status is `created` or `replaced`
--- @include "kernel/operation"
--- @include "carts/parts/prices"
--- @include "stores/parts/store"

local answered = operation.answered(call)
if answered then
	return answered
end
redis.call('ZCARD', keys.priced_skus)
local before = prices.parse(sku, redis.call('HGET', keys.prices, sku))
if before ~= unit_price then
	redis.call('HSET', keys.prices, sku, integer.text(unit_price))
	redis.call('ZADD', keys.priced_skus, 0, sku)
	-- stylua: ignore
	journal.add(call, 'price.set', '{"sku":"' .. sku .. '","unitPrice":' .. integer.text(unit_price)
		.. (before and ',"before":' .. integer.text(before) or '') .. '}')
end
local status = before and 'replaced' or 'created'
return operation.complete(call, { 'OK', status, sku, integer.text(unit_price), call.currency })

#!lua
--- Sets the prices of up to 500 SKUs, in their order.
---
--- KEYS: store, operation, journal, prices, priced_skus
--- ARGV: operation_id, fingerprint, record_ttl_ms, items (sku, unit_price: amount)... 1..500
--- Replies:
---   OK currency status...
---   status of each is `created` or `replaced`
--- @include "kernel/operation"
--- @include "carts/parts/price-list"
--- @include "stores/parts/store"

local answered = operation.answered(call)
if answered then
	return answered
end
local reply = { 'OK', call.currency }
for i, status in ipairs(price_list.set(call, items.sku, items.unit_price)) do
	reply[i + 2] = status
end
return operation.complete(call, reply)

#!lua
--- Sets the price of a unit of a SKU. The SKU need not be stocked: a price list may come before the goods.
---
--- KEYS: store, operation, journal, prices, priced_skus
--- ARGV: operation_id, fingerprint, record_ttl_ms, sku, unit_price: amount
--- Replies:
---   OK status sku unit_price currency
---   status is `created` or `replaced`
--- @include "kernel/operation"
--- @include "carts/parts/price-list"
--- @include "stores/parts/store"

local answered = operation.answered(call)
if answered then
	return answered
end
local statuses = price_list.set(call, { sku }, { unit_price })
return operation.complete(call, { 'OK', statuses[1], sku, integer.text(unit_price), call.currency })

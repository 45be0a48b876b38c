#!lua
--- Changes what is on hand of one SKU, or sets it; the first adjustment creates the SKU.
---
--- KEYS: store, operation, journal, skus, stock, movements, sold, reservations, reservation_index,
---   hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, sku, mode, amount, reason, reference, expected_on_hand
---   mode is `delta` or `setTo`; reference and expected_on_hand are empty for none
--- Replies:
---   OK stock
---   stock is "sku onHand reserved sold"
---   STOCK_CHANGED sku expected on_hand
---   INSUFFICIENT_STOCK (sku requested available)...
---   CAP_EXCEEDED sku field
--- @include "lib/operation"
--- @include "inventory/adjustment"

local answered = operation.answered()
if answered then
	return answered
end
redis.call('ZCARD', keys.skus)
adjustment.parse(4)
local again = adjustment.read()
if again then
	return again
end
local adjusted, refusal = adjustment.decide(1)
if not adjusted then
	return refusal
end
stock.write()
return operation.complete({ 'OK', adjusted })

#!lua
--- Sets how many units of a SKU a cart has; 0 removes the line.
---
--- KEYS: store, operation, journal, cart, cart_version, prices, stock, movements, reservations,
---   reservation_index, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, ttl_seconds, sku, quantity
--- Replies:
---   OK record currency prices available
---   VERSION_MISMATCH version
---   CART_FULL max_lines
---   SKU_NOT_FOUND sku...
---   INSUFFICIENT_STOCK (sku requested available)...
---   CAP_EXCEEDED sku field
--- @include "carts/change"
local sku, quantity = ARGV[7], integer.parse(ARGV[8])

local found, reply = change.begin(keys.cart)
if not found then
	return reply
elseif not quantity or quantity < 0 then
	return { 'INVALID_ARGUMENT', 'quantity' }
end
local refusal = quantity > 0 and change.refusal(found, sku, quantity)
return refusal or change.set(found, sku, quantity)

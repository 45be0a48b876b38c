#!lua
--- Sets how many units of a SKU a cart has; 0 removes the line.
---
--- KEYS: store, operation, journal, cart, cart_version, cart_ids, cart_deadlines, prices, stock, movements,
---   reservations, reservation_index, waits, wait_index, campaign*, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, ttl_seconds: count, sku, quantity: amount
--- Replies:
---   OK record currency prices available hold hold_expires_ms
---   VERSION_MISMATCH version
---   CART_FULL max_lines
---   SKU_NOT_FOUND sku...
---   SALE_NOT_OPEN id opens_ms sku...
---   SALE_CLOSED id closed_ms sku...
---   OWNER_REQUIRED id
---   PURCHASE_LIMIT id scope limit used requested
---   INSUFFICIENT_STOCK (sku requested available)...
---   CAP_EXCEEDED sku field
---   further refusals follow the first, each as an array
--- @include "carts/parts/cart-change"

local found, reply = cart_change.begin(call, keys.cart, id, if_match, ttl_seconds)
if not found then
	return reply
end
local refusal = quantity > 0 and cart_change.refusal(call, found, sku, quantity)
return refusal or cart_change.set(call, found, sku, quantity)

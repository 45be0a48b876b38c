#!lua
--- Adds units of a SKU to a cart.
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
local sku, quantity = ARGV[7], integer.positive(ARGV[8])

local found, reply = change.begin(keys.cart)
if not found then
	return reply
elseif not quantity then
	return { 'INVALID_ARGUMENT', 'quantity' }
end
local place = cart.place(found, sku)
local in_all = quantity + (place and found.quantities[place] or 0)
return change.refusal(found, sku, in_all) or change.set(found, sku, in_all)

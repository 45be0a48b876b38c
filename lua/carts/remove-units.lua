#!lua
--- Takes units of a SKU off a cart; the line goes when none are left.
---
--- KEYS: store, operation, journal, cart, cart_version, cart_ids, cart_deadlines, prices, stock, movements,
---   reservations, reservation_index, waits, wait_index, campaign*, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, ttl_seconds: count, sku, quantity: count or none
---   omit quantity to take all of them off
--- Replies:
---   OK record currency prices available hold hold_expires_ms
---   VERSION_MISMATCH version
---   LINE_NOT_FOUND id sku
--- @include "carts/parts/cart-change"
local found, reply = cart_change.begin(call, keys.cart, id, if_match, ttl_seconds)
if not found then
	return reply
end
local place = cart.place(found, sku)
if not place then
	return { 'LINE_NOT_FOUND', id, sku }
end
return cart_change.set(call, found, sku, math.max(0, found.quantities[place] - (quantity or integer.max)))

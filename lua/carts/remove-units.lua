#!lua
--- Takes units of a SKU off a cart; the line goes when none are left.
---
--- KEYS: store, operation, journal, cart, cart_version, prices, stock, reservations, reservation_index
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, ttl_seconds, sku, quantity
---   quantity is empty for all of them
--- Replies:
---   OK record currency prices available
---   VERSION_MISMATCH version
---   LINE_NOT_FOUND id sku
--- @include "carts/change"
local id, sku, quantity = ARGV[4], ARGV[7], ARGV[8] == '' and integer.max or integer.positive(ARGV[8])

local found, reply = change.begin(keys.cart)
if not found then
	return reply
elseif not quantity then
	return { 'INVALID_ARGUMENT', 'quantity' }
end
local place = cart.place(found, sku)
if not place then
	return { 'LINE_NOT_FOUND', id, sku }
end
return change.set(found, sku, math.max(0, found.quantities[place] - quantity))

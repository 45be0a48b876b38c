#!lua
--- Moves the lines of one cart into another. Nothing is checked against stock: no sign-in should fail over a line that
--- sold out meanwhile; the answer says what is short, and checkout decides. A line that does not fit stays.
---
--- KEYS: store, operation, journal, cart_version, cart_ids, cart_deadlines, prices, stock, movements, reservations,
---   reservation_index, waits, wait_index, campaign*, hold*, cart...
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, ttl_seconds: count, from, strategy: sum|max|keep
---   the keys are of the carts id and from, in this order; if_match is of the cart id; strategy says what becomes of a
---   SKU that both have: `sum`, `max`, or `keep` for the quantity that the cart id has
--- Replies:
---   OK record currency prices available hold hold_expires_ms left
---   left are lines that stayed, packed, empty for none; it is not there where the cart from has no lines
---   VERSION_MISMATCH version
---   CAP_EXCEEDED sku field
--- @include "carts/parts/cart-change"
--- @include "carts/parts/merging"

local into, reply = cart_change.begin(call, keys.cart[1], id, if_match, ttl_seconds)
if not into then
	return reply
elseif from == id then
	return { 'INVALID_ARGUMENT', 'from' }
end
local source = cart.read(call, keys.cart[2], from)
if #source.skus == 0 then
	return cart_change.complete(call, into) -- as it is: also one that never was, or has expired, reads as empty
end
local kept, source_kept = call.cart_kept, cart_hold.take_up(call, source)
local left, left_quantities = merging.move(into, source, strategy)
if not left then
	return left_quantities
end
local packed = left[1] and line_list.pack(left, left_quantities) or ''
if #left == #source.skus then
	return cart_change.complete(call, into, packed)
end
local stays = kept or source_kept
local again = stays and merging.make_room(call, into, stays)
if again then
	return again
end
cart_change.hold(call, merging.hold(call, id, into, kept, source, source_kept))
cart.empty(source)
source.skus, source.quantities = left, left_quantities
cart_change.stage(call, into)
cart_change.stage(call, source)
carts_events.cart_merged(call, id, into.version, from, source.version, strategy, left[1] and packed)
return cart_change.complete(call, into, packed)

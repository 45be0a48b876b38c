#!lua flags=no-writes
--- Reads a cart with prices, totals and availability; an absent one reads as empty, with version 0.
---
--- KEYS: store, cart, cart_version, prices, stock, reservations, reservation_index, hold*
--- ARGV:
--- Replies:
---   OK record currency prices available hold hold_expires_ms
---   record as contract/records/cart.ts describes it, with version 0 for an absent cart; prices and available are as
---   many as lines, with `,` between them, `-` for no price; hold is the reservation of its units, empty for none
--- @include "carts/parts/cart-view"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local found = cart.read(call, keys.cart)
return cart_view.reply(call, found, cart_hold.look(call, found))

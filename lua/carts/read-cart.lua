#!lua flags=no-writes
--- Reads a cart with prices, totals and availability; an absent one reads as empty, with version 0.
---
--- KEYS: store, cart, cart_version, prices, stock, reservations, reservation_index
--- ARGV:
--- Replies:
---   OK record currency prices available
---   record as contract/records/cart.ts describes it, with version 0 for an absent cart; prices and available are as
---   many as lines, with `,` between them, `-` for no price
--- @include "carts/parts/cart-view"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
return cart_view.reply(call, cart.read(call, keys.cart))

#!lua flags=no-writes
--- Reads a cart with prices, totals and availability; an absent one reads as empty, with version 0.
---
--- KEYS: store, cart, cart_version, prices, stock, movements, sold, reservations, reservation_index
--- ARGV: id
--- Replies:
---   OK id version expires_ms currency total lines
---   expires_ms is 0 for an absent cart; lines are "SKU*quantity*unitPrice*lineTotal*available,…" or `-`, numbers that
---   cannot be given `-`
--- @include "carts/view"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
return view.reply(ARGV[1], cart.read(keys.cart))

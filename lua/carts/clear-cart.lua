#!lua
--- Removes all lines of a cart. It stays, empty, for its time to live; one that has no lines stays as it is.
---
--- KEYS: store, operation, journal, cart, cart_version, cart_ids, cart_deadlines, stock, movements, reservations,
---   reservation_index, waits, wait_index, campaign*, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, ttl_seconds: count
--- Replies:
---   OK record currency prices available hold hold_expires_ms
---   VERSION_MISMATCH version
--- @include "carts/parts/cart-change"
local found, reply = cart_change.begin(call, keys.cart, id, if_match, ttl_seconds)
if not found then
	return reply
end
if #found.skus > 0 then
	if call.cart_kept then
		cart_hold.release(call, found, call.cart_kept)
	end
	cart.empty(found)
	cart_change.stage(call, found)
	carts_events.cart_cleared(call, id, found.version)
end
return cart_change.complete(call, found)

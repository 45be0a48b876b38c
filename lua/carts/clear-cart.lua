#!lua
--- Removes all lines of a cart. It stays, empty, for its time to live; one that has no lines stays as it is.
---
--- KEYS: store, operation, journal, cart, cart_version
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, ttl_seconds
--- Replies:
---   OK record currency prices available
---   VERSION_MISMATCH version
--- @include "carts/change"
local found, reply = change.begin(keys.cart)
if not found then
	return reply
end
if #found.skus > 0 then
	found.skus, found.quantities = {}, {}
	change.stage(found)
	journal.add('cart.cleared', '{"id":"' .. ARGV[4] .. '","version":' .. found.version .. '}')
end
return change.complete(found)

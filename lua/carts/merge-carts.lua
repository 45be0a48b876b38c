#!lua
--- Moves the lines of one cart into another and clears the first. Nothing is checked against stock: no sign-in should
--- fail over a line that sold out meanwhile; the answer says what is short, and checkout decides.
---
--- KEYS: store, operation, journal, cart_version, prices, stock, reservations, reservation_index,
---   cart...
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, ttl_seconds: count, from, strategy: sum|max|keep
---   the keys are of the carts id and from, in this order; if_match is of the cart id; strategy says what becomes of a
---   SKU that both have: `sum`, `max`, or `keep` for the quantity that the cart id has
--- Replies:
---   OK record currency prices available
---   VERSION_MISMATCH version
---   CART_FULL max_lines
---   CAP_EXCEEDED sku field
--- @include "carts/parts/cart-change"

local into, reply = cart_change.begin(call, keys.cart[1], id, if_match, ttl_seconds)
if not into then
	return reply
elseif from == id then
	return { 'INVALID_ARGUMENT', 'from' }
end
local source = cart.read(call, keys.cart[2])
if #source.skus == 0 then
	return cart_change.complete(call, into) -- as it is: also one that never was, or has expired, reads as empty
end
local skus, quantities, places = into.skus, into.quantities, {}
for place = 1, #skus do
	places[skus[place]] = place
end
for i = 1, #source.skus do
	local sku, quantity = source.skus[i], source.quantities[i]
	local place, kept = places[sku], quantity
	if not place then
		place = #skus + 1
		skus[place] = sku
	elseif strategy == 'sum' then
		kept = quantities[place] + quantity
	elseif strategy == 'keep' or quantities[place] > quantity then
		kept = quantities[place]
	end
	if kept > integer.max then
		return { 'CAP_EXCEEDED', sku, 'quantity' }
	end
	quantities[place] = kept
end
if #skus > cart.max_lines then
	return { 'CART_FULL', integer.text(cart.max_lines) }
end
source.skus, source.quantities = {}, {}
cart_change.stage(call, into)
cart_change.stage(call, source)
carts_events.cart_merged(call, id, into.version, from, source.version, strategy)
return cart_change.complete(call, into)

#!lua
--- Moves the lines of one cart into another and clears the first. Nothing is checked against stock: no sign-in should
--- fail over a line that sold out meanwhile; the answer says what is short, and checkout decides.
---
--- KEYS: store, operation, journal, cart_version, prices, stock, reservations, reservation_index,
---   cart...
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, ttl_seconds, from, strategy
---   the keys of the carts id and from, in this order; if_match is of the cart id; strategy says what becomes of a SKU
---   that both have: `sum`, `max`, or `keep` for the quantity that the cart id has
--- Replies:
---   OK record currency prices available
---   VERSION_MISMATCH version
---   CART_FULL max_lines
---   CAP_EXCEEDED sku field
--- @include "carts/change"
local id, from_id, strategy = ARGV[4], ARGV[7], ARGV[8]

local into, reply = change.begin(keys.cart[1])
if not into then
	return reply
elseif not (strategy == 'sum' or strategy == 'max' or strategy == 'keep') then
	return { 'INVALID_ARGUMENT', 'strategy' }
elseif from_id == id then
	return { 'INVALID_ARGUMENT', 'from' }
end
local from = cart.read(keys.cart[2])
if #from.skus == 0 then
	return change.complete(into) -- as it is: also one that never was, or has expired, reads as empty
end
local skus, quantities, places = into.skus, into.quantities, {}
for place = 1, #skus do
	places[skus[place]] = place
end
for i = 1, #from.skus do
	local sku, quantity = from.skus[i], from.quantities[i]
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
from.skus, from.quantities = {}, {}
change.stage(into)
change.stage(from)
-- stylua: ignore
journal.add('cart.merged', '{"id":"' .. id .. '","version":' .. into.version .. ',"from":"' .. from_id
	.. '","fromVersion":' .. from.version .. ',"strategy":"' .. strategy .. '"}')
return change.complete(into)

#!lua
--- Keeps the units of a cart back for a time, all lines or none, and its prices as they are if that is wanted. One that
--- is held already is held anew.
---
--- KEYS: store, operation, journal, cart, cart_version, cart_ids, cart_deadlines, prices, stock, movements,
---   reservations, reservation_index, waits, wait_index, campaign*, hold, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, ttl_seconds: count, reservation,
---   hold_seconds: count <= 2592000, freeze: flag, owner: text or none
---   reservation is the id of a new one; it is over when the cart expires at the latest
--- Replies:
---   OK record currency prices available hold hold_expires_ms
---   VERSION_MISMATCH version
---   CART_EMPTY id
---   SKU_NOT_FOUND sku...
---   SALE_NOT_OPEN id opens_ms sku...
---   SALE_CLOSED id closed_ms sku...
---   OWNER_REQUIRED id
---   PURCHASE_LIMIT id scope limit used requested
---   INSUFFICIENT_STOCK (sku requested available)...
---   available counts what the cart keeps back already; further refusals follow the first, each as an array
--- @include "carts/parts/cart-change"

local found, reply = cart_change.begin(call, keys.cart, id, if_match, ttl_seconds)
if not found then
	return reply
elseif not found.skus[1] then
	return { 'CART_EMPTY', id }
end
local kept, skus, quantities = call.cart_kept, found.skus, found.quantities
-- A wrong type must fail before reservations are ended to make room.
redis.call('HLEN', keys.reservations)
redis.call('ZCARD', keys.reservation_index)
local unit_prices = prices.read(call, skus)
stock.read(call, skus)
-- Units that are kept back already are free again, and counted anew, for the owner of now.
local more, more_units = skus, quantities
if not claim.is_ruled(call, skus) then
	more, more_units = cart_hold.missing(kept, found)
end
local again = room.make(call, more, more_units, owner)
if again then
	return again
elseif kept then
	reservation_lines.uncount(call, kept, { skus = {}, quantities = {} })
end
local missing, short = claim.refusals(call, skus, quantities, cart_hold.units(kept))
local refusal = claim.all(missing, claim.rule_refusals(call, owner, skus, quantities), short)
if refusal then
	return refusal
end
if kept then
	cart_hold.release(call, found, kept)
end
for i = 1, #skus do
	unit_prices[i] = prices.text(skus[i], unit_prices[i])
end
found.hold, found.frozen = reservation, freeze and unit_prices
cart_change.stage(call, found)
local expires_ms = integer.text(math.min(call.now_ms + hold_seconds * 1000, call.cart_expires + 0))
local counted = claim.take(call, 'reservation', skus, quantities, reservation, owner)
local made = reservations.new(call, reservation, expires_ms, owner, false, skus, quantities, id, counted)
reservations.list(call, made)
cart_change.hold(call, made)
inventory_events.reservation_created(call, reservation, made.lines, expires_ms)
carts_events.cart_held(call, id, found.version, reservation, freeze)
reply = cart_change.complete(call, found)
redis.call('SET', keys.hold, 1, 'PXAT', expires_ms)
return reply

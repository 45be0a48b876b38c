#!lua
--- Gives a reservation other lines: more units of some SKUs and fewer of others at once, or nothing.
---
--- KEYS: store, operation, journal, stock, movements, reservations, reservation_index, waits, wait_index, campaign*,
---   hold, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, lines (sku, quantity: count)... 1..100
--- Replies:
---   OK id record
---   RESERVATION_NOT_FOUND id
---   RESERVATION_EXPIRED id expires_ms ended_ms
---   INVALID_STATE what id state cart
---   CAP_EXCEEDED sku field
---   SKU_NOT_FOUND sku...
---   SALE_NOT_OPEN id opens_ms sku...
---   SALE_CLOSED id closed_ms sku...
---   OWNER_REQUIRED id
---   PURCHASE_LIMIT id scope limit used requested
---   INSUFFICIENT_STOCK (sku requested available)...
---   cart is there where the reservation is that of a cart; available counts what the reservation keeps back; the
---   shortages follow SKUs that are unknown, as an array
--- @include "inventory/parts/active-reservation"
--- @include "inventory/parts/room"

local found, reply = active_reservation.begin(call, id)
if not found then
	return reply
elseif found.cart then
	return { 'INVALID_STATE', 'reservation', id, found.state, found.cart }
end
local wanted, over_cap = reservation_lines.merged(lines)
if over_cap then
	return over_cap
end
local owner, more, more_units = reservations.owner(found), reservation_lines.missing(found, wanted)
local again = room.make(call, more, more_units, owner, found.counted)
if again then
	return again
end
-- Units that go make room for those that come.
reservation_lines.uncount(call, found, wanted)
local kept = line_list.by_sku(found.skus, found.quantities)
local refusal = claim.obstacles(call, owner, wanted.skus, wanted.quantities, kept, found.counted)
if refusal then
	return refusal
end
reservation_lines.set(call, found, wanted)
return active_reservation.complete(call, found)

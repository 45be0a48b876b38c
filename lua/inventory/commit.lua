#!lua
--- Makes a reservation a sale: its units leave on hand and reserved, and count as sold.
---
--- KEYS: store, operation, journal, stock, movements, sold, reservations, reservation_index, hold
--- ARGV: operation_id, fingerprint, record_ttl_ms, id
--- Replies:
---   OK id record
---   RESERVATION_NOT_FOUND id
---   RESERVATION_EXPIRED id expires_ms ended_ms
---   INVALID_STATE what id state
---   CAP_EXCEEDED sku field
--- @include "inventory/parts/active-reservation"
local found, reply = active_reservation.begin(call, id)
if not found then
	return reply
end
local over_cap = claim.take_over_cap(call, 'commit', found.skus, found.quantities)
if over_cap then
	return over_cap
end
reservations.commit(call, found)
return active_reservation.complete(call, found)

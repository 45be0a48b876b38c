#!lua
--- Ends a reservation and makes its units available again.
---
--- KEYS: store, operation, journal, stock, movements, reservations, reservation_index, hold
--- ARGV: operation_id, fingerprint, record_ttl_ms, id
--- Replies:
---   OK id record
---   RESERVATION_NOT_FOUND id
---   RESERVATION_EXPIRED id expires_ms ended_ms
---   INVALID_STATE what id state
--- @include "inventory/parts/active-reservation"
local found, reply = active_reservation.begin(call, id)
if not found then
	return reply
end
reservations.cancel(call, found)
return active_reservation.complete(call, found)

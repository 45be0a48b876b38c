#!lua
--- Ends a reservation, or a part of it, and makes its units available again.
---
--- KEYS: store, operation, journal, stock, movements, reservations, reservation_index, waits, wait_index, campaign*,
---   hold, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, lines (sku, quantity: count)... 0..100
---   without lines, all of it
--- Replies:
---   OK id record
---   RESERVATION_NOT_FOUND id
---   RESERVATION_EXPIRED id expires_ms ended_ms
---   INVALID_STATE what id state
---   QUANTITY_EXCEEDED (sku left requested)...
---   CAP_EXCEEDED sku field
--- @include "inventory/parts/active-reservation"
local found, part, reply = active_reservation.begin_part(call, id, lines)
if not found then
	return reply
elseif part then
	reservation_lines.cancel(call, found, part)
else
	reservations.cancel(call, found)
end
return active_reservation.complete(call, found)

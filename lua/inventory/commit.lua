#!lua
--- Makes a reservation, or a part of it, a sale: its units leave on hand and reserved, and count as sold.
---
--- KEYS: store, operation, journal, stock, movements, sold, reservations, reservation_index, waits, wait_index,
---   campaign*, hold, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, remainder: release|keep,
---   lines (sku, quantity: count)... 0..100
---   without lines, all of it; remainder says what becomes of the rest
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
end
local taken = part or found
local over_cap = claim.take_over_cap(call, 'commit', taken.skus, taken.quantities)
if over_cap then
	return over_cap
elseif not part then
	reservations.commit(call, found)
	return active_reservation.complete(call, found)
end
reservation_lines.commit(call, found, part, remainder == 'keep')
return active_reservation.complete(call, found)

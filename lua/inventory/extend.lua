#!lua
--- Gives a reservation a new deadline, counted from now; a later one that it has stands. That of a cart does not
--- outlive the cart.
---
--- KEYS: store, operation, journal, stock, movements, reservations, reservation_index, waits, wait_index, campaign*,
---   hold, hold*, cart*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, ttl_seconds: count <= 2592000
--- Replies:
---   OK id record
---   RESERVATION_NOT_FOUND id
---   RESERVATION_EXPIRED id expires_ms ended_ms
---   INVALID_STATE what id state
--- @include "kernel/operation"
--- @include "inventory/parts/active-reservation"

local answered = operation.answered(call)
if answered then
	return answered
end
local found, refusal = active_reservation.usable(call, id)
if not found then
	return refusal
end
local wanted_ms = call.now_ms + ttl_seconds * 1000
if found.cart then
	wanted_ms = math.min(wanted_ms, call.now_ms + redis.call('PTTL', call.keys.cart_base .. ':' .. found.cart))
end
if wanted_ms > found.expires_ms + 0 then
	local expires_ms = integer.text(wanted_ms)
	reservations.extend(call, found, expires_ms)
	inventory_events.reservation_extended(call, found.id, expires_ms)
	wait_line.write(call)
	redis.call('SET', keys.hold, 1, 'PXAT', expires_ms)
end
return operation.complete(call, { 'OK', found.id, found.record })

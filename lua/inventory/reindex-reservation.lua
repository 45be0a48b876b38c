#!lua
--- Lists an active reservation in its indexes again; the audit found it missing there.
---
--- KEYS: store, operation, journal, reservations, reservation_index
--- ARGV: operation_id, fingerprint, record_ttl_ms, id
--- Replies:
---   OK id
---   RESERVATION_NOT_FOUND id
---   INVALID_STATE what id state
--- @include "inventory/parts/reservations"
--- @include "kernel/operation"

local answered = operation.answered(call)
if answered then
	return answered
end
local record = redis.call('HGET', keys.reservations, id)
if not record then
	return { 'RESERVATION_NOT_FOUND', id }
end
local reservation = reservations.parse(id, record)
if reservation.state ~= 'active' then
	return { 'INVALID_STATE', 'reservation', id, reservation.state }
end
reservations.list(call, reservation)
inventory_events.reservation_reindexed(call, id)
reservations.write(call)
return operation.complete(call, { 'OK', id })

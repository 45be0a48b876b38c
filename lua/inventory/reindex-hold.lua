#!lua
--- Lists an active hold in its indexes again; the audit found it missing there.
---
--- KEYS: store, operation, journal, reservations, reservation_index
--- ARGV: operation_id, fingerprint, record_ttl_ms, id
--- Replies:
---   OK id
---   RESERVATION_NOT_FOUND id
---   INVALID_STATE what id state
--- @include "inventory/parts/holds"
--- @include "kernel/operation"

local answered = operation.answered(call)
if answered then
	return answered
end
local record = redis.call('HGET', keys.reservations, id)
if not record then
	return { 'RESERVATION_NOT_FOUND', id }
end
local hold = holds.parse(id, record)
if hold.state ~= 'active' then
	return { 'INVALID_STATE', 'reservation', id, hold.state }
end
holds.list(call, hold)
journal.add(call, 'reservation.reindexed', '{"id":"' .. id .. '"}')
holds.write(call)
return operation.complete(call, { 'OK', id })

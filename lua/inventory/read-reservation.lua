#!lua flags=no-writes
--- Reads a reservation.
---
--- KEYS: store, reservations, hold
--- ARGV: id
--- Replies:
---   OK id record
---   record is described in inventory/parts/holds; an active one that is over reads as expired
---   RESERVATION_NOT_FOUND id
--- @include "inventory/parts/reservation-view"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local record = redis.call('HGET', keys.reservations, id)
if not record then
	return { 'RESERVATION_NOT_FOUND', id }
end
local state, time, needs_key = reservation_view.read(call, record)
if state == 'active' and not (needs_key and redis.call('EXISTS', keys.hold) == 1) then
	local _, _, expired = reservation_view.expired(call, record, time)
	record = expired
end
return { 'OK', id, record }

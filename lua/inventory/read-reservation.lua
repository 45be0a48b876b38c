#!lua flags=no-writes
--- Reads a reservation.
---
--- KEYS: store, reservations
--- ARGV: id
--- Replies:
---   OK now_ms id record
---   record is described in lib/holds; an active one past its deadline reads as expired
---   RESERVATION_NOT_FOUND id
--- @include "lib/clock"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local record = redis.call('HGET', keys.reservations, ARGV[1])
if not record then
	return { 'RESERVATION_NOT_FOUND', ARGV[1] }
end
return { 'OK', clock.now_text, ARGV[1], record }

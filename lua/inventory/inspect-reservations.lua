#!lua flags=no-writes
--- Finds what is wrong with active reservations, for the audit: an expiry key that vanished early, no place in the
--- index of deadlines (the sweeper would never find it).
---
--- KEYS: store, reservations, reservation_index, hold...
--- ARGV: active (id)... 1..1000
---   one expiry key for each id, in the same order
--- Replies:
---   OK (id fault member)...
---   fault is `expiryKey` or `deadlineIndex`; member is the reservation's place in the index
--- @include "inventory/parts/reservations"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local reply = { 'OK' }
local function found(id, fault, member)
	reply[#reply + 1] = id
	reply[#reply + 1] = fault
	reply[#reply + 1] = member
end
for i, record in ipairs(redis.call('HMGET', keys.reservations, unpack(active.id))) do
	local reservation = record and reservations.parse(active.id[i], record)
	if reservation and reservation.state == 'active' then
		if not redis.call('ZSCORE', keys.reservation_index, reservation.member) then
			found(reservation.id, 'deadlineIndex', reservation.member)
		elseif call.now_ms <= reservation.expires_ms + 0 and redis.call('EXISTS', keys.hold[i]) == 0 then
			found(reservation.id, 'expiryKey', reservation.member)
		end
	end
end
return reply

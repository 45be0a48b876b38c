#!lua flags=no-writes
--- Finds what is wrong with active holds, for the audit: an expiry key that vanished early, no place in the index
--- of deadlines (the sweeper would never find it).
---
--- KEYS: store, reservations, reservation_index, hold...
--- ARGV: active (id)... 1..1000
---   one hold key for each id, in the same order
--- Replies:
---   OK (id fault member)...
---   fault is `expiryKey` or `deadlineIndex`; member is the hold's place in the index
--- @include "inventory/parts/holds"
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
	local hold = record and holds.parse(active.id[i], record)
	if hold and hold.state == 'active' then
		if not redis.call('ZSCORE', keys.reservation_index, hold.member) then
			found(hold.id, 'deadlineIndex', hold.member)
		elseif call.now_ms <= hold.expires + 0 and redis.call('EXISTS', keys.hold[i]) == 0 then
			found(hold.id, 'expiryKey', hold.member)
		end
	end
end
return reply

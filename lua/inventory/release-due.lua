#!lua
--- Ends reservations whose expiry key has vanished, and gives their units back. Any number of sweepers may run it at
--- once: a reservation that has ended, or was extended, is passed over.
---
--- KEYS: store, journal, stock, movements, reservations, reservation_index, campaign*, sweeper, waits, wait_index,
---   hold*, hold...
--- ARGV: operation_id, due (member)... 0..100
---   members of the index as inventory/find-due gave them, one expiry key for each in the same order
--- Replies:
---   OK scanned released orphans
---   scanned may be smaller than the members given: one run ends a bounded number of lines
--- @include "inventory/parts/reservations"
--- @include "inventory/parts/wait-line"
--- @include "kernel/operation"
-- An expiry key that outlives its deadline by this much was tampered with; it must not keep units back for ever.
local max_outlived_ms = 1000

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
redis.call('XLEN', keys.journal)
redis.call('HLEN', keys.sweeper)
local ids = time_index.ids(due.member, 's/active')
local found, scanned = reservations.read(call, ids, reservations.max_reclaimed_lines)

local released, orphans, outlived = 0, {}, {}
local existing = scanned > 0 and redis.call('MGET', unpack(keys.hold)) or {}
for i = 1, scanned do
	local reservation, member = found[i], due.member[i]
	if not reservation or reservation.member ~= member then
		orphans[#orphans + 1] = member
	else
		local exists = existing[i] ~= false
		if reservation.state == 'active' and (not exists or call.now_ms - reservation.expires_ms > max_outlived_ms) then
			reservations.expire(call, reservation)
			released = released + 1
			outlived[#outlived + 1] = exists and keys.hold[i] or nil
		end
	end
end

wait_line.serve(call)
if #orphans > 0 then
	orphans = redis.call('ZREM', keys.reservation_index, unpack(orphans))
	redis.call('HINCRBY', keys.sweeper, 'orphans', orphans)
else
	orphans = 0
end
if released > 0 then
	wait_line.write(call)
	journal.write(call)
	redis.call('HINCRBY', keys.sweeper, 'released', released)
end
if #outlived > 0 then
	redis.call('DEL', unpack(outlived))
end
return operation.told(call, { 'OK', integer.text(scanned), integer.text(released), integer.text(orphans) })

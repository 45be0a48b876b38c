#!lua
--- Forgets reservations that ended longer ago than they are kept, but for their ids: none is ever taken again.
---
--- KEYS: store, reservations, reservation_index, retired_reservations
--- ARGV: retention_ms: amount, limit: count
--- Replies:
---   OK purged
--- @include "kernel/bulk"
--- @include "kernel/clock"
--- @include "inventory/parts/reservations"
--- @include "inventory/parts/reservation-view"
local before_ms = call.now_ms - retention_ms

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local due_ids, listed = {}, {}
for _, state in ipairs({ 'committed', 'cancelled', 'expired' }) do
	local prefix = 's/' .. state
	local due = time_index.due(keys.reservation_index, prefix, before_ms, limit - #due_ids)
	for i = 1, #due do
		due_ids[#due_ids + 1] = time_index.id(due[i], prefix)
		listed[#listed + 1] = due[i]
	end
end
if #due_ids == 0 then
	return { 'OK', '0' }
end
local ids, members = {}, {}
for i, record in ipairs(redis.call('HMGET', keys.reservations, unpack(due_ids))) do
	-- One that was damaged by hand stays, for whoever repairs it, and keeps no other.
	if not record or reservation_view.is_whole(record) then
		ids[#ids + 1], members[#members + 1] = due_ids[i], listed[i]
		for _, member in ipairs(record and reservation_places.lasting(reservations.parse(due_ids[i], record)) or {}) do
			members[#members + 1] = member
		end
	end
end
if #ids == 0 then
	return { 'OK', '0' }
end
redis.call('SADD', keys.retired_reservations, unpack(ids)) -- first: a key of another type fails here
bulk.zrem(keys.reservation_index, members)
redis.call('HDEL', keys.reservations, unpack(ids))
return { 'OK', integer.text(#ids) }

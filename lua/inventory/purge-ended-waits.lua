#!lua
--- Forgets waits that ended longer ago than they are kept, but for their ids: none is ever taken again.
---
--- KEYS: store, waits, wait_index, retired_waits
--- ARGV: retention_ms: amount, limit: count
--- Replies:
---   OK purged
--- @include "kernel/bulk"
--- @include "inventory/parts/waits"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local listed = time_index.due(keys.wait_index, waits.ended, call.now_ms - retention_ms, limit)
local due_ids = time_index.ids(listed, waits.ended)
local ids, members = {}, {}
for i, record in ipairs(due_ids[1] and redis.call('HMGET', keys.waits, unpack(due_ids)) or {}) do
	local wait = record and wait_record.read(record, due_ids[i])
	-- One that was damaged by hand stays, for whoever repairs it, and keeps no other.
	if wait or not record then
		ids[#ids + 1], members[#members + 1] = due_ids[i], listed[i]
		for _, member in ipairs(wait and waits.members(wait) or {}) do
			members[#members + 1] = member
		end
	end
end
if #ids == 0 then
	return { 'OK', '0' }
end
redis.call('SADD', keys.retired_waits, unpack(ids)) -- first: a key of another type fails here
bulk.zrem(keys.wait_index, members)
redis.call('HDEL', keys.waits, unpack(ids))
return { 'OK', integer.text(#ids) }

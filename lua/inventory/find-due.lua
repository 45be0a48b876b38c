#!lua flags=no-writes
--- Finds the oldest holds whose deadline has passed, and how far behind the sweeper is.
---
--- KEYS: store, reservation_index, sweeper
--- ARGV: limit
--- Replies:
---   OK now_ms due oldest_deadline_ms released_total orphans_total member...
---   oldest_deadline_ms is 0 where nothing is due
--- @include "lib/clock"
--- @include "lib/time-index"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local members = time_index.due(keys.reservation_index, 's/active', clock.now_ms, ARGV[1])
local due = time_index.count_due(keys.reservation_index, 's/active', clock.now_ms)
local oldest_ms = members[1] and string.match(members[1], '^s/active/(%d+)/') or '0'
local totals = redis.call('HMGET', keys.sweeper, 'released', 'orphans')
local now_ms = string.format('%.0f', clock.now_ms)
return { 'OK', now_ms, tostring(due), oldest_ms, totals[1] or '0', totals[2] or '0', unpack(members) }

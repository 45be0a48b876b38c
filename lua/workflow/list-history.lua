#!lua flags=no-writes
--- Lists the steps of an instance, oldest or newest first.
---
--- KEYS: store, definitions, instances, history
--- ARGV: id, from_ms: whole or none, to_ms: whole or none, seen: amount or none, order: asc|desc, limit: count
---   from_ms and to_ms are the first and the last millisecond; seen is the last sequence seen
--- Replies:
---   OK first more entry...
---   first is the sequence of the first entry, the others ascend or descend from it; entry is a record of history
---   (contract/records/workflow.ts), empty where there is none; more is 1 where others follow
---   INSTANCE_NOT_FOUND id
--- @include "kernel/sequence-page"
--- @include "workflow/parts/instance"
--- @include "workflow/generated/history-record"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local found = instance.read(call, id)
if not found then
	return { 'INSTANCE_NOT_FOUND', id }
end

local function place_of(sequence)
	return id .. '/' .. integer.text(sequence)
end

--- The first step has no state before it, and is as old as the instance.
local function time_at(sequence)
	if sequence == 1 then
		return found.created_ms
	end
	local place = place_of(sequence)
	local _, _, at_ms = history_record.head(redis.call('HGET', keys.history, place) or '')
	return at_ms or error('CORRUPT history ' .. place)
end

-- stylua: ignore
local first, step, count, more = sequence_page.of({ last = found.version + 0, from_ms = from_ms, to_ms = to_ms,
	seen = seen, order = order, limit = limit, time_at = time_at })
local reply, places = { 'OK', integer.text(first), more and '1' or '0' }, {}
for i = 1, count do
	places[i] = place_of(first + step * (i - 1))
end
if count > 0 then
	for i, entry in ipairs(redis.call('HMGET', keys.history, unpack(places))) do
		reply[i + 3] = entry or ''
	end
end
return reply

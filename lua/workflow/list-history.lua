#!lua flags=no-writes
--- Lists the steps of an instance, oldest first. Sequences have no gaps, so a page is read by its numbers.
---
--- KEYS: store, definitions, instances, history
--- ARGV: id, after_sequence: amount, limit: count
--- Replies:
---   OK last_sequence entry...
---   entry is a record of history (contract/records/workflow.ts), empty where there is none
---   INSTANCE_NOT_FOUND id
--- @include "workflow/parts/instance"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local found = instance.read(call, id)
if not found then
	return { 'INSTANCE_NOT_FOUND', id }
end
local reply, places = { 'OK', integer.text(found.version) }, {}
for sequence = after_sequence + 1, math.min(after_sequence + limit, found.version) do
	places[#places + 1] = id .. '/' .. integer.text(sequence)
end
if #places > 0 then
	for i, entry in ipairs(redis.call('HMGET', keys.history, unpack(places))) do
		reply[i + 2] = entry or ''
	end
end
return reply

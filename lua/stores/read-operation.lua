#!lua flags=no-writes
--- Tells what an operation did, by the idempotency record of its caller.
---
--- KEYS: store, operation, journal
--- ARGV:
--- Replies:
---   OK at_ms source (id type data)...
---   source is the field `o` of its entries (lua/kernel/journal.lua), of an operation without effects ` ` twice and the
---   actor, where there is one; at_ms is empty for an operation that 1.0.0 recorded, of which the effects are not known
---   OPERATION_NOT_FOUND
---   POSITION_GONE oldest trace
---   its entries are no longer kept; oldest is the id of the first one that is, or empty, trace that of its first one
--- @include "kernel/effect-id"
--- @include "kernel/operation"

local record = call.recorded
if not call.store_text then
	return { 'STORE_NOT_FOUND' }
elseif not record then
	return { 'OPERATION_NOT_FOUND' }
end
local trace = operation.trace(record)
if not trace then
	return { 'OK', '', '' }
end
local at_ms = string.match(trace, '^(%d+)%-%d+$')
if not at_ms then
	local ms, actor = string.match(trace, '^(%d+) ?(.*)$')
	return { 'OK', ms, '  ' .. actor }
end
local reply = { 'OK', at_ms }
-- Its entries follow each other: a script wrote them at once, if not within one millisecond.
local from, count = trace, 1
repeat
	count = 2 * count
	local entries = redis.call('XRANGE', keys.journal, from, '+', 'COUNT', count)
	if from == trace and (not entries[1] or entries[1][1] ~= trace) then
		local oldest = redis.call('XRANGE', keys.journal, '-', '+', 'COUNT', 1)[1]
		return { 'POSITION_GONE', oldest and oldest[1] or '', trace }
	end
	for i = 1, #entries do
		local id, fields = entries[i][1], entries[i][2]
		reply[3] = reply[3] or fields[2]
		if fields[2] ~= reply[3] then
			return reply
		end
		for place = 3, #fields, 2 do
			reply[#reply + 1] = effect_id.of(id, (place - 3) / 2)
			reply[#reply + 1] = fields[place]
			reply[#reply + 1] = fields[place + 1]
		end
		from = '(' .. id
	end
until #entries < count
return reply

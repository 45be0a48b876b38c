#!lua flags=no-writes
--- Reads the way of an instance through its definition: its last 1 000 steps.
---
--- KEYS: store, definitions, instances, history
--- ARGV: id
--- Replies:
---   OK state definition definition_version created_at_ms initial states (from to)...
---   states is described in workflow/parts/definitions; each transition is named once
---   INSTANCE_NOT_FOUND id
--- @include "workflow/generated/history-record"
--- @include "workflow/parts/instance"
local most = 1000

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local found = instance.read(call, id)
if not found then
	return { 'INSTANCE_NOT_FOUND', id }
end
local definition, places = found.definition, {}
for sequence = math.max(1, found.version - most + 1), found.version do
	places[#places + 1] = id .. '/' .. integer.text(sequence)
end
local reply = { 'OK', found.state, definition.name, definition.version, definition.created_ms, definition.initial }
reply[7] = definition.states
local seen = {}
for _, entry in ipairs(redis.call('HMGET', keys.history, unpack(places))) do
	local from, to = history_record.head(entry or '')
	if from and not seen[from .. '>' .. to] then
		seen[from .. '>' .. to] = true
		reply[#reply + 1] = from
		reply[#reply + 1] = to
	end
end
return reply

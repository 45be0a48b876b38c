-- A step of an instance into a state: its record, its place in the index and its history, written together.
--- @include "kernel/clock"
--- @include "kernel/json"
--- @include "kernel/operation"
--- @include "workflow/parts/instance"
local step = {}

--- A wrong type must fail here, before anything is written.
function step.check_keys(call)
	redis.call('ZCARD', call.keys.instance_index)
	redis.call('HLEN', call.keys.history)
end

--- Writes the step to `state`; `data` is what the call brought, as JSON, or nil.
function step.take(call, found, state, data)
	local id, from, definition, now = found.id, found.state, found.definition_name, call.now_text
	if from then
		redis.call('ZREM', call.keys.instance_index, instance.state_member(found))
	end
	found.state, found.version, found.updated = state, found.version + 1, now
	local version = integer.text(found.version)
	-- stylua: ignore
	redis.call('HSET', call.keys.instances, id, definition .. ' ' .. found.definition_version .. ' ' .. state .. ' '
		.. version .. ' ' .. found.created .. ' ' .. now .. ' ' .. found.data)
	redis.call('ZADD', call.keys.instance_index, 0, instance.state_member(found))
	local from_json = from and '"' .. from .. '"'
	-- stylua: ignore
	redis.call('HSET', call.keys.history, id .. '/' .. version, '[' .. (from_json or 'null') .. ',"' .. state .. '",'
		.. now .. ',' .. json.value(call.operation_id) .. ',' .. (data or 'null') .. ']')
	-- stylua: ignore
	journal.add(call, from and 'instance.transitioned' or 'instance.started', '{"id":"' .. id .. '","definition":"'
		.. definition .. '"' .. (from_json and ',"from":' .. from_json or '') .. ',"to":"' .. state
		.. '","version":' .. version .. '}')
end

return step

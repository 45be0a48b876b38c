-- A step of an instance into a state: its record, its place in the index and its history, written together.
--- @include "lib/clock"
--- @include "lib/json"
--- @include "lib/operation"
--- @include "workflow/instance"
local step = {}

--- A wrong type must fail here, before anything is written.
function step.check_keys()
	redis.call('ZCARD', keys.instance_index)
	redis.call('HLEN', keys.history)
end

--- Writes the step to `state`; `data` is what the call brought, as JSON, or nil.
function step.take(found, state, data)
	local id, from, definition, now = found.id, found.state, found.definition_name, clock.now_text
	if from then
		redis.call('ZREM', keys.instance_index, instance.state_member(found))
	end
	found.state, found.version, found.updated = state, found.version + 1, now
	local version = integer.text(found.version)
	-- stylua: ignore
	redis.call('HSET', keys.instances, id, definition .. ' ' .. found.definition_version .. ' ' .. state .. ' '
		.. version .. ' ' .. found.created .. ' ' .. now .. ' ' .. found.data)
	redis.call('ZADD', keys.instance_index, 0, instance.state_member(found))
	local from_json = from and '"' .. from .. '"'
	-- stylua: ignore
	redis.call('HSET', keys.history, id .. '/' .. version, '[' .. (from_json or 'null') .. ',"' .. state .. '",'
		.. now .. ',' .. json.value(operation.id) .. ',' .. (data or 'null') .. ']')
	-- stylua: ignore
	journal.add(from and 'instance.transitioned' or 'instance.started', '{"id":"' .. id .. '","definition":"'
		.. definition .. '"' .. (from_json and ',"from":' .. from_json or '') .. ',"to":"' .. state
		.. '","version":' .. version .. '}')
end

return step

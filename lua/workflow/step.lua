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
	local from = found.state
	if from then
		redis.call('ZREM', keys.instance_index, instance.state_member(found))
	end
	found.state, found.version, found.updated_ms = state, found.version + 1, clock.now_ms
	local kept = { found.definition_name, found.definition_version, state, integer.text(found.version) }
	kept[5], kept[6], kept[7] = integer.text(found.created_ms), integer.text(found.updated_ms), found.data
	local entry = { json.value(from), json.value(state), integer.text(clock.now_ms) }
	entry[4], entry[5] = json.value(operation.id), data or 'null'
	redis.call('HSET', keys.instances, found.id, table.concat(kept, ' '))
	redis.call('ZADD', keys.instance_index, 0, instance.state_member(found))
	local place = found.id .. '/' .. integer.text(found.version)
	redis.call('HSET', keys.history, place, '[' .. table.concat(entry, ',') .. ']')
	-- stylua: ignore
	journal.add(from and 'instance.transitioned' or 'instance.started', json.object('id', found.id,
		'definition', found.definition_name, 'from', from, 'to', state, 'version', found.version))
end

return step

-- A step of an instance into a state: its record, its place in the index and its history are written together.
--- @include "kernel/clock"
--- @include "kernel/json"
--- @include "kernel/operation"
--- @include "workflow/generated/history-record"
--- @include "workflow/generated/workflow-events"
--- @include "workflow/parts/instance"
local step = {}

--- A key of another type must fail here, before anything is written.
function step.check_keys(call)
	redis.call('ZCARD', call.keys.instance_index)
	redis.call('HLEN', call.keys.history)
end

--- Writes the step to `state`; `data` is what the call brought, as JSON, or false. A new instance has no state yet.
function step.take(call, found, state, data)
	local id, from, definition, now = found.id, found.state, found.definition_name, call.now_text
	if from then
		redis.call('ZREM', call.keys.instance_index, instance.state_member(found))
	end
	found.state, found.version, found.updated_ms = state, found.version + 1, now
	local version, created_ms = integer.text(found.version), found.created_ms
	-- stylua: ignore
	redis.call('HSET', call.keys.instances, id, instance_record.write(definition, found.definition_version, state,
		version, created_ms, now, found.data))
	redis.call('ZADD', call.keys.instance_index, 0, instance.state_member(found))
	local operation = json.text(call, journal.operation(call))
	-- stylua: ignore
	redis.call('HSET', call.keys.history, id .. '/' .. version, history_record.write(from, state, now, operation, data))
	if from then
		workflow_events.instance_transitioned(call, id, definition, from, state, version)
	else
		workflow_events.instance_started(call, id, definition, state, version)
	end
end

return step

#!lua
--- Starts an instance of a definition, in its initial state.
---
--- KEYS: store, operation, journal, definitions, instances, instance_index, history
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, definition,
---   definition_version: count <= 999999999 or none, data: json or none
---   without definition_version, the newest; data is a JSON object
--- Replies:
---   OK id definition definition_version state version created_at_ms updated_at_ms allowed data
---   DEFINITION_NOT_FOUND name version
---   INSTANCE_ALREADY_EXISTS id
---   PAYLOAD_TOO_LARGE bytes
--- @include "workflow/parts/step"
--- @include "kernel/merge-patch"
local name, version = definition, definition_version and integer.text(definition_version)

local answered = operation.answered(call)
if answered then
	return answered
end
step.check_keys(call)
local definition = definitions.find(call, name, version)
if not definition then
	return { 'DEFINITION_NOT_FOUND', name, version or '' }
elseif redis.call('HEXISTS', keys.instances, id) == 1 then
	return { 'INSTANCE_ALREADY_EXISTS', id }
elseif data and #data > merge_patch.max_bytes then
	return { 'PAYLOAD_TOO_LARGE', integer.text(#data) }
end
local started = { id = id, definition = definition, state = false, version = 0, created_ms = call.now_text }
started.definition_name, started.definition_version = name, definition.version
started.data = data or '{}'
step.take(call, started, definition.initial, data)
local among_all, by_definition = instance.lasting_members(started)
redis.call('ZADD', keys.instance_index, 0, among_all, 0, by_definition)
return operation.complete(call, instance.append({ 'OK' }, started))

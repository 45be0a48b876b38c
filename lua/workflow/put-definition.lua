#!lua
--- Writes a version of a definition, or finds it as it is.
---
--- KEYS: store, operation, journal, definitions, definition_index
--- ARGV: operation_id, fingerprint, record_ttl_ms, name, version: count <= 999999999, initial, states
---   states is described in workflow/parts/definitions
--- Replies:
---   OK status name version created_at_ms initial states
---   status is `created` or `found`
---   DEFINITION_CONFLICT name version
--- @include "kernel/clock"
--- @include "kernel/integer"
--- @include "kernel/operation"
--- @include "workflow/generated/workflow-events"
--- @include "workflow/parts/definitions"

local answered = operation.answered(call)
if answered then
	return answered
end
redis.call('ZCARD', keys.definition_index)
local version_text = integer.text(version)
local found = definitions.find(call, name, version_text)
if found then
	if found.initial ~= initial or not definitions.same(found.states, states) then
		return { 'DEFINITION_CONFLICT', name, version_text }
	end
	return operation.complete(call, { 'OK', 'found', name, version_text, found.created_ms, initial, found.states })
end
local created_ms = call.now_text
local newest = math.max(version, tonumber(definitions.newest(call, name) or 0))
local record = definition_record.write(created_ms, initial, states)
redis.call('HSET', keys.definitions, name .. '/' .. version_text, record, name, integer.text(newest))
redis.call('ZADD', keys.definition_index, 0, 'n/' .. name, 0, definitions.version_member(name, version))
workflow_events.definition_created(call, name, version_text)
return operation.complete(call, { 'OK', 'created', name, version_text, created_ms, initial, states })

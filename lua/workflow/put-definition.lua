#!lua
--- Writes a version of a definition, or finds it as it is.
---
--- KEYS: store, operation, journal, definitions, definition_index
--- ARGV: operation_id, fingerprint, record_ttl_ms, name, version, initial, states
---   states is described in workflow/definitions
--- Replies:
---   OK status name version created_at_ms initial states
---   status is `created` or `found`
---   DEFINITION_CONFLICT name version
--- @include "lib/clock"
--- @include "lib/integer"
--- @include "lib/json"
--- @include "lib/operation"
--- @include "workflow/definitions"
local name, version, initial, states = ARGV[4], integer.positive(ARGV[5]), ARGV[6], ARGV[7]

local answered = operation.answered()
if answered then
	return answered
end
if not version or version > 999999999 then
	return { 'INVALID_ARGUMENT', 'version' }
end
redis.call('ZCARD', keys.definition_index)
local version_text = integer.text(version)
local found = definitions.find(name, version_text)
if found then
	if found.initial ~= initial or not definitions.same(found.states, states) then
		return { 'DEFINITION_CONFLICT', name, version_text }
	end
	return operation.complete({ 'OK', 'found', name, version_text, found.created_ms, initial, found.states })
end
local created_ms = clock.now_text
local newest = math.max(version, tonumber(definitions.newest(name) or 0))
local record = created_ms .. ' ' .. initial .. ' ' .. states
redis.call('HSET', keys.definitions, name .. '/' .. version_text, record, name, integer.text(newest))
redis.call('ZADD', keys.definition_index, 0, 'n/' .. name, 0, string.format('v/%s/%09.0f', name, version))
journal.add('definition.created', json.object('name', name, 'version', version))
return operation.complete({ 'OK', 'created', name, version_text, created_ms, initial, states })

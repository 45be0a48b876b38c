#!lua flags=no-writes
--- Reads a version of a definition.
---
--- KEYS: store, definitions
--- ARGV: name, version: count <= 999999999
--- Replies:
---   OK name version created_at_ms initial states
---   states is described in workflow/parts/definitions
---   DEFINITION_NOT_FOUND name version
--- @include "kernel/integer"
--- @include "workflow/parts/definitions"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local version_text = integer.text(version)
local found = definitions.find(call, name, version_text)
if not found then
	return { 'DEFINITION_NOT_FOUND', name, version_text }
end
return { 'OK', name, found.version, found.created_ms, found.initial, found.states }

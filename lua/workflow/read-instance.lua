#!lua flags=no-writes
--- Reads an instance.
---
--- KEYS: store, definitions, instances
--- ARGV: id
--- Replies:
---   OK id definition definition_version state version created_at_ms updated_at_ms allowed data
---   INSTANCE_NOT_FOUND id
--- @include "workflow/instance"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local found = instance.read(ARGV[1])
if not found then
	return { 'INSTANCE_NOT_FOUND', ARGV[1] }
end
return instance.append({ 'OK' }, found)

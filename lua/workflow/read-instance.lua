#!lua flags=no-writes
--- Reads an instance.
---
--- KEYS: store, definitions, instances
--- ARGV: id
--- Replies:
---   OK id definition definition_version state version created_at_ms updated_at_ms allowed data
---   INSTANCE_NOT_FOUND id
--- @include "workflow/parts/instance"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local found = instance.read(call, id)
if not found then
	return { 'INSTANCE_NOT_FOUND', id }
end
return instance.append({ 'OK' }, found)

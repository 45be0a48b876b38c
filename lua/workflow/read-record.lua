#!lua flags=no-writes
--- Reads a record.
---
--- KEYS: store, records
--- ARGV: id
--- Replies:
---   OK version json
---   RECORD_NOT_FOUND id
--- @include "workflow/parts/record"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local version, json = record.read(call, id)
if not version then
	return { 'RECORD_NOT_FOUND', id }
end
return { 'OK', version, json }

#!lua flags=no-writes
--- Reads a record.
---
--- KEYS: store, records
--- ARGV: id
--- Replies:
---   OK version json
---   RECORD_NOT_FOUND id
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local kept = redis.call('HGET', keys.records, id)
if not kept then
	return { 'RECORD_NOT_FOUND', id }
end
local version, json = string.match(kept, '^(%d+) ({.*})$')
if not version then
	error('CORRUPT records ' .. id)
end
return { 'OK', version, json }

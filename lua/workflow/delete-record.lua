#!lua
--- Deletes a record. Nothing of it stays: versions are counted for the whole store.
---
--- KEYS: store, operation, journal, records, record_version
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match
---   if_match is empty for none
--- Replies:
---   OK id
---   PRECONDITION_REQUIRED alternatives
---   RECORD_NOT_FOUND id
---   VERSION_MISMATCH actual
--- @include "workflow/record"
local id, if_match = ARGV[4], ARGV[5]

local found, reply = record.begin(id, if_match)
if not found then
	return reply
end
redis.call('HDEL', keys.records, id)
journal.add('record.deleted', '{"id":"' .. id .. '","version":' .. found.version .. '}')
return operation.complete({ 'OK', id })

#!lua
--- Deletes a record. Nothing of it is kept: versions are counted for the whole store.
---
--- KEYS: store, operation, journal, records, record_ids, record_version
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match: text or none
---   if_match is described in kernel/precondition
--- Replies:
---   OK id
---   PRECONDITION_REQUIRED alternatives
---   RECORD_NOT_FOUND id
---   VERSION_MISMATCH actual
--- @include "workflow/parts/record"

local found, reply = record.begin(call, id, if_match)
if not found then
	return reply
end
redis.call('HDEL', keys.records, id)
redis.call('ZREM', keys.record_ids, id)
workflow_events.record_deleted(call, id, found.version)
return operation.complete(call, { 'OK', id })

#!lua
--- Merges a patch into a record (RFC 7396).
---
--- KEYS: store, operation, journal, records, record_ids, record_version
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match: text or none, patch: json
---   if_match is described in kernel/precondition; patch is a JSON object
--- Replies:
---   OK status version json
---   status is `merged`
---   PRECONDITION_REQUIRED alternatives
---   RECORD_NOT_FOUND id
---   VERSION_MISMATCH actual
---   PAYLOAD_TOO_LARGE bytes
--- @include "workflow/parts/record"

local found, reply = record.begin(call, id, if_match)
if not found then
	return reply
elseif #patch > merge_patch.max_bytes then
	return { 'PAYLOAD_TOO_LARGE', integer.text(#patch) }
end
return record.complete(call, id, merge_patch.apply(found.json, patch), 'merged')

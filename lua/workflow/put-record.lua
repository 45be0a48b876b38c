#!lua
--- Creates a record, or replaces it.
---
--- KEYS: store, operation, journal, records, record_version
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match, if_none_match, document: json
---   if_match is empty for none; if_none_match is `*` or empty
--- Replies:
---   OK status version json
---   status is `created` or `replaced`
---   PRECONDITION_REQUIRED alternatives
---   RECORD_NOT_FOUND id
---   VERSION_MISMATCH actual
---   PAYLOAD_TOO_LARGE bytes
--- @include "workflow/parts/record"

local answered = operation.answered(call)
if answered then
	return answered
end
local found = record.read(call, id)
if if_none_match == '*' then
	if found then
		return { 'VERSION_MISMATCH', found.version }
	end
	return record.complete(call, id, document, 'created')
end
local refusal = record.refusal(found, id, if_match, 'If-Match, If-None-Match: *')
if refusal then
	return refusal
end
return record.complete(call, id, document, 'replaced')

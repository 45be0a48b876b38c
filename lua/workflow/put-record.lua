#!lua
--- Creates a record, or replaces it.
---
--- KEYS: store, operation, journal, records, record_ids, record_version
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match: text or none, must_be_new: flag,
---   document: json
---   if_match is described in kernel/precondition; must_be_new says that If-None-Match was *
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
local found = record.for_change(call, id)
if must_be_new then
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

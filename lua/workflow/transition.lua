#!lua
--- Takes an instance to another state, if its definition allows that from where it is.
---
--- KEYS: store, operation, journal, definitions, instances, instance_index, history
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, to, expected_state: text or none,
---   if_match: text or none, data: json or none
---   if_match is described in kernel/precondition; data is a JSON object that is merged (RFC 7396)
--- Replies:
---   OK id previous_state state version allowed
---   PRECONDITION_REQUIRED alternatives
---   INSTANCE_NOT_FOUND id
---   VERSION_MISMATCH actual
---   STATE_MISMATCH expected actual
---   INVALID_TRANSITION from to allowed
---   PAYLOAD_TOO_LARGE bytes
--- @include "kernel/precondition"
--- @include "workflow/parts/step"
--- @include "kernel/merge-patch"

local answered = operation.answered(call)
if answered then
	return answered
end
step.check_keys(call)
if not expected_state and not if_match then
	return { 'PRECONDITION_REQUIRED', 'expectedState, If-Match' }
end
local found = instance.read(call, id)
if not found then
	return { 'INSTANCE_NOT_FOUND', id }
end
local refusal = precondition.refusal(if_match, integer.text(found.version))
if refusal then
	return refusal
end
local from, allowed = found.state, instance.targets(found)
if expected_state and expected_state ~= from then
	return { 'STATE_MISMATCH', expected_state, from }
elseif not definitions.allows(allowed, to) then
	return { 'INVALID_TRANSITION', from, to, allowed }
end
if data then
	found.data = merge_patch.apply(found.data, data)
	local bytes = math.max(#data, #found.data)
	if bytes > merge_patch.max_bytes then
		return { 'PAYLOAD_TOO_LARGE', integer.text(bytes) }
	end
end
step.take(call, found, to, data)
return operation.complete(call, { 'OK', id, from, to, integer.text(found.version), instance.targets(found) })

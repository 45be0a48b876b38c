-- Documents that callers know as records (contract/records/workflow.ts): JSON objects with a version.
--
-- `record_version` is the last version given to any record of the store: counted per record, versions would begin anew
-- after a delete, and a stale writer would win.
-- `record_ids` lists the ids. Releases up to 1.0.0 listed none: workflow/list-records tells where some are missing,
-- and workflow/list-record-ids adds them.
--- @include "kernel/integer"
--- @include "kernel/operation"
--- @include "kernel/precondition"
--- @include "workflow/generated/document-record"
--- @include "workflow/generated/workflow-events"
--- @include "kernel/merge-patch"
--- @state record_version = false
local record = {}

--- The version and the JSON text of a record, or nil where there is none.
function record.read(call, id)
	local kept = redis.call('HGET', call.keys.records, id)
	if not kept then
		return nil
	end
	local version, text = document_record.read(kept)
	if not version or not string.find(text, '^{.*}$') then
		error('CORRUPT records ' .. id)
	end
	return version, text
end

--- Reads the record as a table, to change it. Reads the last version too: a damaged one must fail before anything is
--- written.
function record.for_change(call, id)
	redis.call('ZCARD', call.keys.record_ids)
	call.record_version = integer.parse(redis.call('GET', call.keys.record_version) or '0')
		or error('CORRUPT record_version')
	local version, text = record.read(call, id)
	return version and { version = version, json = text } or nil
end

--- Why a record cannot be changed under this If-Match, or nil. `alternatives` names what the call must carry.
function record.refusal(found, id, if_match, alternatives)
	if not if_match then
		return { 'PRECONDITION_REQUIRED', alternatives }
	elseif not found then
		return { 'RECORD_NOT_FOUND', id }
	end
	return precondition.refusal(if_match, found.version)
end

--- The record that is to be changed under this If-Match, or nil and what to answer at once.
function record.begin(call, id, if_match)
	local answered = operation.answered(call)
	if answered then
		return nil, answered
	end
	local found = record.for_change(call, id)
	local refusal = record.refusal(found, id, if_match, 'If-Match')
	if refusal then
		return nil, refusal
	end
	return found
end

local events = {
	created = workflow_events.record_created,
	replaced = workflow_events.record_replaced,
	merged = workflow_events.record_merged,
}

--- Writes the record under a new version and ends the operation; or refuses what is too large.
function record.complete(call, id, text, status)
	if #text > merge_patch.max_bytes then
		return { 'PAYLOAD_TOO_LARGE', integer.text(#text) }
	end
	local version = integer.text(call.record_version + 1)
	redis.call('SET', call.keys.record_version, version)
	redis.call('HSET', call.keys.records, id, document_record.write(version, text))
	if status == 'created' then
		redis.call('ZADD', call.keys.record_ids, '0', id)
	end
	events[status](call, id, version)
	return operation.complete(call, { 'OK', status, version, text })
end

return record

-- Records: JSON objects with a version.
--
-- `records` holds "version json" by id. `record_version` is the last version given to any record of the store:
-- counted per record, versions would begin anew after a delete, and a stale writer would win.
--- @include "kernel/integer"
--- @include "kernel/operation"
--- @include "kernel/precondition"
--- @include "workflow/parts/merge-patch"
--- @state record_version = false
local record = {}

--- The record, or nil. Reads the last version too: what is wrong with it must fail before anything is written.
function record.read(call, id)
	call.record_version = integer.parse(redis.call('GET', call.keys.record_version) or '0')
		or error('CORRUPT record_version')
	local kept = redis.call('HGET', call.keys.records, id)
	if not kept then
		return nil
	end
	local version, text = string.match(kept, '^(%d+) ({.*})$')
	if not version then
		error('CORRUPT records ' .. id)
	end
	return { version = version, json = text }
end

--- Why a record cannot be changed under this If-Match, or nil. `alternatives` names what the call must carry.
function record.refusal(found, id, if_match, alternatives)
	if if_match == '' then
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
	local found = record.read(call, id)
	local refusal = record.refusal(found, id, if_match, 'If-Match')
	if refusal then
		return nil, refusal
	end
	return found
end

--- Writes the record under a new version and ends the operation; or refuses what is too large.
function record.complete(call, id, text, status)
	if #text > merge_patch.max_bytes then
		return { 'PAYLOAD_TOO_LARGE', integer.text(#text) }
	end
	local version = integer.text(call.record_version + 1)
	redis.call('SET', call.keys.record_version, version)
	redis.call('HSET', call.keys.records, id, version .. ' ' .. text)
	journal.add(call, 'record.' .. status, '{"id":"' .. id .. '","version":' .. version .. '}')
	return operation.complete(call, { 'OK', status, version, text })
end

return record

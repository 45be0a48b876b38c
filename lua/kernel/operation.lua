-- An operation runs once: the script that has the effect records its reply under the id of the operation, so that
-- effect and idempotency record exist together or not at all. A refusal is not recorded.
--
-- Every script that changes something begins its arguments with operation_id, fingerprint, record_ttl_ms, and declares
-- the key `operation`. That stands for two keys: the record of the caller's own, and shared_operation, which is the
-- same key where the caller has no name. The argument operation_id stands for three: request_id and actor, false for
-- none, come with it.
--- @include "kernel/clock"
--- @include "kernel/first-look"
--- @include "kernel/journal"
--- @state fingerprint = argument fingerprint, record_ttl_ms = argument record_ttl_ms, is_through = true
local operation = {}

-- The length of the fingerprint of a request.
local FINGERPRINT = 22

--- The idempotency record of a reply (contract/records/index.ts).
local function pack_record(fingerprint, reply, trace)
	return fingerprint .. cmsgpack.pack(reply, trace)
end

--- The reply in an idempotency record; nil where the record is of a request with another fingerprint.
local function unpack_record(fingerprint, record)
	if string.sub(record, 1, #fingerprint) ~= fingerprint then
		return nil
	end
	return (cmsgpack.unpack(string.sub(record, #fingerprint + 1)))
end

--- The trace that the operation of an idempotency record left, or nil where the record, of 1.0.0, does not tell.
function operation.trace(record)
	local _, trace = cmsgpack.unpack(string.sub(record, FINGERPRINT + 1))
	return trace
end

--- The reply where the store is unknown, the id was used for another request, or the operation has run before; else
--- nil. Asks for the journal's length, so that one of another type fails here, before anything is written.
function operation.answered(call)
	if not call.store_text then
		return { 'STORE_NOT_FOUND' }
	end
	redis.call('XLEN', call.keys.journal)
	if not call.recorded then
		return nil
	end
	local reply = unpack_record(call.fingerprint, call.recorded)
	if not reply then
		return { 'IDEMPOTENCY_KEY_REUSED' }
	end
	reply[1] = 'REPLAYED'
	return reply
end

--- Notes that the call leaves work which another script goes on with at once (`MORE`).
function operation.leave_more(call)
	call.is_through = false
end

--- The reply, which is no refusal, with the word that tells whether work is left.
function operation.told(call, reply)
	if not call.is_through then
		reply[1] = 'MORE'
	end
	return reply
end

--- The last step of a script: writes the staged effects and the idempotency record, and hands back the reply, and the
--- id of its first entry in the journal.
function operation.complete(call, reply)
	local trace = journal.write(call)
	if not trace then
		trace = call.actor and call.now_text .. ' ' .. call.actor or call.now_text
	end
	redis.call('SET', call.keys.operation, pack_record(call.fingerprint, reply, trace), 'PX', call.record_ttl_ms)
	return operation.told(call, reply), trace
end

return operation

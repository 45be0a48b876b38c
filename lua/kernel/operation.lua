-- An operation runs once: the script that has the effect records its reply under the id of the operation, so that
-- effect and idempotency record exist together or not at all. A refusal is not recorded.
--
-- Every script that changes something begins its arguments with operation_id, fingerprint, record_ttl_ms, and declares
-- the key `operation`. That stands for two keys: the record of the caller's own, and shared_operation, which is the
-- same key where the caller has no name. The argument operation_id stands for three: request_id and actor, false for
-- none, come with it.
--- @include "kernel/journal"
--- @state fingerprint = argument fingerprint, record_ttl_ms = argument record_ttl_ms
local operation = {}

--- The idempotency record of a reply (contract/records/index.ts).
local function pack_record(fingerprint, reply)
	return fingerprint .. cmsgpack.pack(reply)
end

--- The reply in an idempotency record; nil where the record is of a request with another fingerprint.
local function unpack_record(fingerprint, record)
	if string.sub(record, 1, #fingerprint) ~= fingerprint then
		return nil
	end
	return cmsgpack.unpack(string.sub(record, #fingerprint + 1))
end

--- The reply where the store is unknown, the id was used for another request, or the operation has run before; else
--- nil. Asks for lengths, so that a key of another type fails here, before anything is written.
function operation.answered(call)
	if redis.call('STRLEN', call.keys.store) == 0 then
		return { 'STORE_NOT_FOUND' }
	end
	redis.call('XLEN', call.keys.journal)
	local record = redis.call('GET', call.keys.operation)
	if not record and call.keys.shared_operation ~= call.keys.operation then
		record = redis.call('GET', call.keys.shared_operation)
	end
	if not record then
		return nil
	end
	local reply = unpack_record(call.fingerprint, record)
	if not reply then
		return { 'IDEMPOTENCY_KEY_REUSED' }
	end
	reply[1] = 'REPLAYED'
	return reply
end

--- The last step of a script: writes the staged effects and the idempotency record, and hands back the reply.
function operation.complete(call, reply)
	journal.write(call)
	redis.call('SET', call.keys.operation, pack_record(call.fingerprint, reply), 'PX', call.record_ttl_ms)
	return reply
end

return operation

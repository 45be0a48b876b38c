-- An operation runs once: its reply is recorded under the operation's id by the script that had the effect, so
-- that the two exist together or not at all. A refusal is not recorded.
--
-- Every mutating script begins its arguments with operation_id, fingerprint, record_ttl_ms, and has `operation`
-- among its
-- KEYS: that stands for two keys, the caller's own record and shared_operation, the same one where it has no name.
--- @include "kernel/journal"
--- @state operation_id = argument operation_id, fingerprint = argument fingerprint
--- @state record_ttl_ms = argument record_ttl_ms
local operation = {}

--- What to answer at once: the store is unknown, the id was used for something else, or the reply is recorded.
--- Asks for lengths so that a key of another type fails here, before anything is written.
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
	if string.sub(record, 1, #call.fingerprint) ~= call.fingerprint then
		return { 'IDEMPOTENCY_KEY_REUSED' }
	end
	local reply = cmsgpack.unpack(string.sub(record, #call.fingerprint + 1))
	reply[1] = 'REPLAYED'
	return reply
end

--- The last step of a script: writes the staged journal entries and the record, and hands back the reply.
function operation.complete(call, reply)
	journal.write(call)
	redis.call('SET', call.keys.operation, call.fingerprint .. cmsgpack.pack(reply), 'PX', call.record_ttl_ms)
	return reply
end

return operation

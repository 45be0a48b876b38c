-- An operation runs once: its reply is recorded under the operation's id by the script that had the effect, so
-- that the two exist together or not at all. A refusal is not recorded.
--
-- Every mutating script begins its ARGV with operation_id, fingerprint, record_ttl_ms, and has `operation` among its
-- KEYS: that stands for two keys, the caller's own record and shared_operation, the same one where it has no name.
--- @include "lib/journal"
local operation = {}

local fingerprint, record_ttl_ms

function operation.prepare()
	operation.id, fingerprint, record_ttl_ms = ARGV[1], ARGV[2], ARGV[3]
end

--- What to answer at once: the store is unknown, the id was used for something else, or the reply is recorded.
--- Asks for lengths so that a key of another type fails here, before anything is written.
function operation.answered()
	if redis.call('STRLEN', keys.store) == 0 then
		return { 'STORE_NOT_FOUND' }
	end
	redis.call('XLEN', keys.journal)
	local record = redis.call('GET', keys.operation)
	if not record and keys.shared_operation ~= keys.operation then
		record = redis.call('GET', keys.shared_operation)
	end
	if not record then
		return nil
	end
	if string.sub(record, 1, #fingerprint) ~= fingerprint then
		return { 'IDEMPOTENCY_KEY_REUSED' }
	end
	local reply = cmsgpack.unpack(string.sub(record, #fingerprint + 1))
	reply[1] = 'REPLAYED'
	return reply
end

--- The last step of a script: writes the staged journal entries and the record, and hands back the reply.
function operation.complete(reply)
	journal.write(operation.id)
	redis.call('SET', keys.operation, fingerprint .. cmsgpack.pack(reply), 'PX', record_ttl_ms)
	return reply
end

return operation

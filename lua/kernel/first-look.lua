-- Nearly every script that changes something looks these up before all else, at once: the record of the store, and the
-- idempotency record of the caller's operation. Each is false for none, and for a key of another type: that of the
-- operation is replaced by SET, which is the last write of a script and cannot fail.
--- @optional-key operation
--- @state store_text = false, recorded = false
local first_look = {}

--- @begin
function first_look.begin(call)
	local keys = call.keys
	if keys.operation then
		local found = redis.call('MGET', keys.store, keys.operation, keys.shared_operation)
		call.store_text, call.recorded = found[1], found[2] or found[3]
	end
end

--- The record of the store, or false.
function first_look.store(call)
	if not call.store_text then
		call.store_text = redis.call('GET', call.keys.store)
	end
	return call.store_text
end

return first_look

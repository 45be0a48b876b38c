-- What those share that end or change a hold: find the hold, and refuse if it is over.
--- @export
--- @include "inventory/parts/holds"
local hold = {}

--- The active hold, or nil and the refusal. One that is over but not swept yet is ended here.
function hold.usable(call, id)
	local found = holds.read(call, { id })[1]
	if not found then
		return nil, { 'RESERVATION_NOT_FOUND', id }
	elseif found.state == 'expired' then
		return nil, { 'RESERVATION_EXPIRED', id, found.expires, found.ended }
	elseif found.state ~= 'active' then
		return nil, { 'INVALID_STATE', 'reservation', id, found.state }
	end
	if call.now_ms > found.expires + 0 or redis.call('EXISTS', call.keys.hold) == 0 then
		holds.finish(call, found, 'expired')
		holds.write(call)
		journal.write(call)
		redis.call('DEL', call.keys.hold)
		return nil, { 'RESERVATION_EXPIRED', id, found.expires, found.ended }
	end
	return found
end

--- The active hold, or nil and what to answer at once.
function hold.begin(call, id)
	local answered = operation.answered(call)
	if answered then
		return nil, answered
	end
	return hold.usable(call, id)
end

--- Ends the hold for good and answers with it.
function hold.finish(call, found, state)
	holds.finish(call, found, state)
	holds.write(call)
	redis.call('DEL', call.keys.hold)
	return operation.complete(call, { 'OK', found.id, found.record })
end

return hold

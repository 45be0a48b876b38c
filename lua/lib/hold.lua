-- What those share that end or change a hold: find the hold, and refuse if it is over.
--- @include "lib/holds"
local hold = {}

--- The active hold, or nil and the refusal. One that is over but not swept yet is ended here.
function hold.usable(id)
	local found = holds.read({ id })[1]
	if not found then
		return nil, { 'RESERVATION_NOT_FOUND', id }
	elseif found.state == 'expired' then
		return nil, { 'RESERVATION_EXPIRED', id, found.expires, found.ended }
	elseif found.state ~= 'active' then
		return nil, { 'INVALID_STATE', 'reservation', id, found.state }
	end
	if clock.now_ms > found.expires + 0 or redis.call('EXISTS', keys.hold) == 0 then
		holds.finish(found, 'expired')
		holds.write()
		journal.write(operation.id)
		redis.call('DEL', keys.hold)
		return nil, { 'RESERVATION_EXPIRED', id, found.expires, found.ended }
	end
	return found
end

--- The active hold, or nil and what to answer at once.
function hold.begin(id)
	local answered = operation.answered()
	if answered then
		return nil, answered
	end
	return hold.usable(id)
end

--- Ends the hold for good and answers with it.
function hold.finish(found, state)
	holds.finish(found, state)
	holds.write()
	redis.call('DEL', keys.hold)
	return operation.complete({ 'OK', found.id, found.record })
end

return hold

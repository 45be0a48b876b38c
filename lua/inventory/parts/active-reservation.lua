-- For scripts that end or change a reservation: finds it, and refuses where it is over.
--- @export
--- @include "inventory/parts/reservation-lines"
--- @include "inventory/parts/wait-line"
--- @include "kernel/operation"
local active_reservation = {}

--- The active reservation, or nil and the refusal. One that is over and not swept yet is ended here.
function active_reservation.usable(call, id)
	local found = reservations.read(call, { id })[1]
	if not found then
		return nil, { 'RESERVATION_NOT_FOUND', id }
	elseif found.state == 'expired' then
		return nil, { 'RESERVATION_EXPIRED', id, found.expires_ms, found.ended_ms }
	elseif found.state ~= 'active' then
		return nil, { 'INVALID_STATE', 'reservation', id, found.state }
	end
	if call.now_ms > found.expires_ms + 0 or redis.call('EXISTS', call.keys.hold) == 0 then
		reservations.expire(call, found)
		wait_line.write(call)
		journal.write(call)
		redis.call('DEL', call.keys.hold)
		return nil, { 'RESERVATION_EXPIRED', id, found.expires_ms, found.ended_ms }
	end
	return found
end

--- The active reservation, or nil and what to answer at once.
function active_reservation.begin(call, id)
	local answered = operation.answered(call)
	if answered then
		return nil, answered
	end
	return active_reservation.usable(call, id)
end

--- The active reservation, and the part of it that these lines name, nil for all of it; or nil, nil and what to answer
--- at once.
function active_reservation.begin_part(call, id, lines)
	local found, reply = active_reservation.begin(call, id)
	if not found or lines.count == 0 then
		return found, nil, reply
	end
	local part, over_cap = reservation_lines.merged(lines)
	local refusal = over_cap or reservation_lines.refusal(found, part)
	if refusal then
		return nil, nil, refusal
	end
	local is_all = #reservation_lines.rest(found, part).skus == 0
	return found, not is_all and part or nil
end

--- Writes the change of the reservation, which may have ended by it for good, and answers with it.
function active_reservation.complete(call, found)
	wait_line.write(call)
	if found.state ~= 'active' then
		redis.call('DEL', call.keys.hold)
	end
	return operation.complete(call, { 'OK', found.id, found.record })
end

return active_reservation

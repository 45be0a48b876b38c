-- Reservations as they read: one that is over reads as expired, whether it has been swept or not.
--- @include "kernel/clock"
--- @include "inventory/generated/reservation-record"
--- @include "inventory/parts/line-list"
local reservation_view = {}

--- Whether a record is what a script wrote.
function reservation_view.is_whole(record)
	local state, _, lines = reservation_record.kept(record)
	return state and reservation_record.is_state(state) and line_list.is_whole(lines)
end

--- The state in a record and the time that the index lists it by (the deadline of an active one, the end of another),
--- as texts; and of an active one whether only its expiry key can tell that it is over.
function reservation_view.read(call, record)
	local state, expires_ms, ended_ms = reservation_record.times(record)
	if state ~= 'active' then
		return state, ended_ms, false
	end
	return state, expires_ms, expires_ms + 0 >= call.now_ms
end

--- State, end and record, as they read, of an active one that is over. A deadline that has passed is the end, as the
--- sweep will write; when an expiry key vanished nobody knows, and the end is 0.
function reservation_view.expired(call, record, expires_ms)
	local ended_ms = expires_ms + 0 < call.now_ms and expires_ms or '0'
	local kept = reservation_record.read(record)
	-- stylua: ignore
	return 'expired', ended_ms, reservation_record.write('expired', expires_ms, ended_ms, kept.reason, kept.cart,
		kept.committed, kept.counted, kept.wait, kept.lasting)
end

return reservation_view

-- Reservations as they read: one that is over reads as expired, whether it has been swept or not.
--- @include "kernel/clock"
--- @include "inventory/parts/line-list"
local reservation_view = {}

local states = { active = true, committed = true, cancelled = true, expired = true }

--- Whether a record is what inventory/parts/holds describes.
function reservation_view.is_whole(record)
	local state, packed = string.match(record, '^(%l+) %d+ %d+ %d+ %S+ (%S+) .+$')
	return states[state] and line_list.is_whole(packed)
end

--- The state in a record and the time that the index lists it by (the deadline of an active one, the end of another),
--- as texts; and of an active one whether only its expiry key can tell that it is over.
function reservation_view.read(call, record)
	local state, expires, ended = string.match(record, '^(%l+) (%d+) (%d+) ')
	if state ~= 'active' then
		return state, ended, false
	end
	return state, expires, expires + 0 >= call.now_ms
end

--- State, end and record, as they read, of an active one that is over. A deadline that has passed is the end, as the
--- sweep will write; when an expiry key vanished nobody knows, and the end is 0.
function reservation_view.expired(call, record, expires)
	local ended = expires + 0 < call.now_ms and expires or '0'
	return 'expired', ended, 'expired ' .. expires .. ' ' .. ended .. string.match(record, '^active %d+ %d+(.*)$')
end

return reservation_view

-- Ends reservations that are over before a sweep does, for a call that is short of units. Each call ends a bounded
-- number of reservations and lines, so that none blocks Redis for long.
--- @include "inventory/parts/reservations"
--- @include "inventory/parts/wait-line"
--- @include "inventory/parts/expiry-keys"
local reclaim = {}

--- Ends the reservations listed under these members, and writes that. Returns how many it ended.
local function finish(call, members)
	if #members == 0 then
		return 0
	end
	local actor = journal.by_itself(call)
	local found, done = reservations.read(call, time_index.ids(members, 's/active'), reservations.max_reclaimed_lines)
	local ended = 0
	for i = 1, done do
		local reservation = found[i]
		-- A reservation is listed once; another member that names it is an orphan, and left to the sweeper.
		if reservation and reservation.member == members[i] then
			reservations.expire(call, reservation)
			ended = ended + 1
		end
	end
	wait_line.write(call)
	journal.write(call)
	wait_line.forget(call)
	call.actor, call.operation_json = actor, false
	return ended
end

--- Ends reservations whose deadline has passed, oldest first.
function reclaim.due(call)
	local limit = integer.text(reservations.max_reclaimed)
	return finish(call, time_index.due(call.keys.reservation_index, 's/active', call.now_ms, limit))
end

--- Ends those of the next active reservations whose expiry key has vanished before their deadline; soonest first, for
--- what is left of them is least.
function reclaim.vanished(call)
	local from = time_index.from_now('s/active', '', call.now_ms, call.now_text)
	local next_ones = time_index.page(call.keys.reservation_index, 's/active', from, reservations.max_reclaimed)
	return finish(call, expiry_keys.vanished(call, next_ones))
end

return reclaim

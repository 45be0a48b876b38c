-- Ends holds that are over before a sweep does, for a call that is short of units: what they keep back must never make
-- a sale fail. Each call ends a bounded number of holds and lines, so that none blocks Redis for long.
--- @include "lib/holds"
--- @include "lib/expiry-keys"
local reclaim = {}

--- Ends the holds listed under these members, and writes that. Returns how many it ended.
local function finish(members)
	if #members == 0 then
		return 0
	end
	local found, done = holds.read(time_index.ids(members, 's/active'), holds.max_reclaimed_lines)
	local ended = 0
	for i = 1, done do
		local hold = found[i]
		-- A hold is listed once; another member that names it is an orphan, and left to the sweeper.
		if hold and hold.member == members[i] then
			holds.finish(hold, 'expired')
			ended = ended + 1
		end
	end
	holds.write()
	journal.write(operation.id)
	holds.prepare()
	stock.forget()
	return ended
end

--- Ends holds whose deadline has passed, oldest first.
function reclaim.due()
	local limit = integer.text(holds.max_reclaimed)
	return finish(time_index.due(keys.reservation_index, 's/active', clock.now_ms, limit))
end

--- Ends those of the next active holds whose expiry key has vanished before their deadline; soonest first, for what is
--- left of them is least.
function reclaim.vanished()
	local from = time_index.from_now('s/active', '', clock)
	local next_ones = time_index.page(keys.reservation_index, 's/active', from, holds.max_reclaimed)
	return finish(expiry_keys.vanished(next_ones))
end

return reclaim

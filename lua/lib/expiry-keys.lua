-- Expiry keys of holds: one key `hold` each, which exists until the hold's deadline. These scripts learn only as they
-- run which holds there are, and declare them as a family: a member's key is the family's name, ":" and the id.
--
-- Needs KEYS: hold*.
--- @include "lib/time-index"
local expiry_keys = {}

--- Of these ids those whose expiry key is gone, in their order. Mostly none is, which one command tells.
function expiry_keys.gone(ids)
	local names, base, count = {}, keys.hold_base .. ':', #ids
	for i = 1, count do
		names[i] = base .. ids[i]
	end
	local gone = {}
	if count == 0 or redis.call('EXISTS', unpack(names)) == count then
		return gone
	end
	for i = 1, count do
		if redis.call('EXISTS', names[i]) == 0 then
			gone[#gone + 1] = ids[i]
		end
	end
	return gone
end

--- Of these members under `s/active` those whose expiry key is gone, in their order.
function expiry_keys.vanished(members)
	local gone, vanished = expiry_keys.gone(time_index.ids(members, 's/active')), {}
	local at = 1
	for i = 1, gone[1] and #members or 0 do
		if time_index.id(members[i], 's/active') == gone[at] then
			vanished[at], at = members[i], at + 1
		end
	end
	return vanished
end

return expiry_keys

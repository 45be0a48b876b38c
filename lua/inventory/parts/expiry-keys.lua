-- Expiry keys of holds: one key `hold` each, which exists until the hold's deadline. These scripts learn only as they
-- run which holds there are, and declare them as a family: a member's key is the family's name, ":" and the id.
--
-- Needs KEYS: hold*.
local expiry_keys = {}

--- The things whose expiry key, at the same place in `names`, is gone, in their order. Mostly none is, which one
--- command tells.
local function without_key(things, names)
	local count, found = #names, {}
	if count == 0 or redis.call('EXISTS', unpack(names)) == count then
		return found
	end
	for i = 1, count do
		if redis.call('EXISTS', names[i]) == 0 then
			found[#found + 1] = things[i]
		end
	end
	return found
end

--- The ids whose expiry key is gone.
function expiry_keys.gone(call, ids)
	local names, base = {}, call.keys.hold_base .. ':'
	for i = 1, #ids do
		names[i] = base .. ids[i]
	end
	return without_key(ids, names)
end

--- The members under `s/active` whose expiry key is gone.
function expiry_keys.vanished(call, members)
	local names, base, sub = {}, call.keys.hold_base .. ':', string.sub
	local first = #'s/active/' + 15
	for i = 1, #members do
		names[i] = base .. sub(members[i], first)
	end
	return without_key(members, names)
end

return expiry_keys

-- Which reservations a page lists: by their place in the index, but that those whose deadline has passed stand among
-- the expired ones, and not among the active ones, whether they have been swept or not.
--
-- Needs KEYS: reservation_index.
--- @include "kernel/clock"
--- @include "kernel/time-index"
local reservation_page = {}

--- Whether a place (13-digit ms, "/", id) comes after another in byte order, as in the index; `>` would go by the
--- server's locale.
local function after(one, other)
	local ms, other_ms = string.sub(one, 1, 13) + 0, string.sub(other, 1, 13) + 0
	if ms ~= other_ms then
		return ms > other_ms
	end
	for i = 15, math.min(#one, #other) do
		local byte, other_byte = string.byte(one, i), string.byte(other, i)
		if byte ~= other_byte then
			return byte > other_byte
		end
	end
	return #one > #other
end

--- The members of the prefix before `cursor`, without the prefix, newest first.
local function places(call, prefix, cursor, limit)
	local found = time_index.page(call.keys.reservation_index, prefix, cursor, limit, true)
	for i = 1, #found do
		found[i] = string.sub(found[i], #prefix + 2)
	end
	return found
end

--- At most `limit` expired reservations, swept or not, before the member `cursor`, newest end first, as members of
--- `s/expired`: one that is not swept yet has the member that a sweep will give it.
local function expired(call, cursor, limit)
	local place, lapsed_before = string.sub(cursor, #'s/expired/' + 1), call.now_text
	if place ~= '' and string.sub(place, 1, 13) + 0 < call.now_ms then
		lapsed_before = place
	end
	local swept = places(call, 's/expired', cursor, limit)
	local lapsed = places(call, 's/active', 's/active/' .. lapsed_before, limit)
	local members, next_swept, next_lapsed = {}, 1, 1
	while #members < limit and (swept[next_swept] or lapsed[next_lapsed]) do
		local one, other = swept[next_swept], lapsed[next_lapsed]
		local newest = one
		if other and (not one or after(other, one)) then
			newest = other
		end
		next_swept, next_lapsed = next_swept + (one == newest and 1 or 0), next_lapsed + (other == newest and 1 or 0)
		members[#members + 1] = 's/expired/' .. newest
	end
	return members
end

--- The members of a page and the next cursor, '' on the last page; arguments as time_index.page() takes them.
function reservation_page.read(call, prefix, cursor, limit, descending)
	local members
	if prefix == 's/expired' then
		members = expired(call, cursor, limit + 1)
	else
		local from = prefix == 's/active' and time_index.from_now(prefix, cursor, call.now_ms, call.now_text) or cursor
		members = time_index.page(call.keys.reservation_index, prefix, from, limit + 1, descending)
	end
	if #members <= limit then
		return members, ''
	end
	members[#members] = nil
	return members, members[limit]
end

return reservation_page

-- Which reservations a page lists: by their place in the index, but that those whose deadline has passed stand among
-- the expired ones, and not among the active ones, whether they have been swept or not. Those with lines of a SKU are
-- listed by their creation, whether they have ended or not.
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

--- At most `limit` places of two lists that are newest first, as members of the prefix, newest first.
local function merged(prefix, first, second, limit)
	local members, next_first, next_second = {}, 1, 1
	while #members < limit and (first[next_first] or second[next_second]) do
		local one, other = first[next_first], second[next_second]
		local newest = one
		if other and (not one or after(other, one)) then
			newest = other
		end
		next_first, next_second = next_first + (one == newest and 1 or 0), next_second + (other == newest and 1 or 0)
		members[#members + 1] = prefix .. '/' .. newest
	end
	return members
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
	return merged('s/expired', swept, lapsed, limit)
end

--- At most `limit` reservations with lines of a SKU, active and ended, before the member `cursor`, newest first, as
--- members of the prefix `k/<SKU>`.
local function of_sku(call, prefix, cursor, limit)
	local ended = 'e' .. string.sub(prefix, 2)
	local before_ended = cursor ~= '' and 'e' .. string.sub(cursor, 2) or ''
	return merged(prefix, places(call, prefix, cursor, limit), places(call, ended, before_ended, limit), limit)
end

--- The members of a page and the next cursor, '' on the last page; arguments as time_index.page() takes them.
function reservation_page.read(call, prefix, cursor, limit, descending)
	local members
	if prefix == 's/expired' then
		members = expired(call, cursor, limit + 1)
	elseif string.sub(prefix, 1, 2) == 'k/' then
		members = of_sku(call, prefix, cursor, limit + 1)
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

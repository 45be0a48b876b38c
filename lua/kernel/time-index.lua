-- An index that lists things by a prefix and a time: one sorted set, every score 0, members
-- "prefix/<13-digit ms>/id" in byte order. A page, and what is due by now, cost O(log n + page).
local time_index = {}

--- `ms` is a number or its text: of 13 digits, as all times from 2001 to 2286 are, `..` loses none.
function time_index.member(prefix, ms, id)
	return prefix .. '/' .. ms .. '/' .. id
end

local function before(prefix, now_ms)
	return '[' .. prefix .. '/', string.format('(%s/%013d', prefix, now_ms)
end

--- Members under the prefix whose time lies before `now_ms`, oldest first, at most `limit`: a number or its text,
--- which
--- is cheaper to send.
function time_index.due(key, prefix, now_ms, limit)
	local from, to = before(prefix, now_ms)
	return redis.call('ZRANGE', key, from, to, 'BYLEX', 'LIMIT', '0', limit)
end

--- How many there are, in O(log n).
function time_index.count_due(key, prefix, now_ms)
	return redis.call('ZLEXCOUNT', key, before(prefix, now_ms))
end

--- A page under the prefix: at most `limit` members after (or, descending, before) the member `cursor`.
function time_index.page(key, prefix, cursor, limit, descending)
	local first, last = '[' .. prefix .. '/', '(' .. prefix .. '0' -- '0' follows '/' in byte order
	if not descending then
		first = cursor ~= '' and '(' .. cursor or first
		return redis.call('ZRANGE', key, first, last, 'BYLEX', 'LIMIT', 0, limit)
	end
	last = cursor ~= '' and '(' .. cursor or last
	return redis.call('ZRANGE', key, last, first, 'BYLEX', 'REV', 'LIMIT', 0, limit)
end

--- The cursor (empty for the beginning) from which a page under the prefix lists none whose time lies before now.
function time_index.from_now(prefix, cursor, now_ms, now_text)
	if cursor ~= '' and string.sub(cursor, #prefix + 2, #prefix + 14) + 0 >= now_ms then
		return cursor
	end
	return prefix .. '/' .. now_text
end

--- The id at the end of a member. Where the prefix ends before the time it tells the place of the id, which a search
--- takes five times as long to find.
function time_index.id(member, prefix)
	if prefix then
		return string.sub(member, #prefix + 16)
	end
	return string.match(member, '/%d%d%d%d%d%d%d%d%d%d%d%d%d/([^/]+)$') or string.match(member, '[^/]+$')
end

--- The ids of members that time_index.due() found under this prefix.
function time_index.ids(members, prefix)
	local ids, first, sub = {}, #prefix + 16, string.sub
	for i = 1, #members do
		ids[i] = sub(members[i], first)
	end
	return ids
end

return time_index

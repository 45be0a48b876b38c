-- An index lists things by a prefix and a time. It is a sorted set with every score 0, whose members
-- "prefix/<13-digit ms>/id" stand in byte order: to read a page, or the members that are due, costs O(log n + page).
local time_index = {}

--- The member of a thing. `ms` is a number or its text; times from 2001 to 2286 have 13 digits, of which `..` loses
--- none.
function time_index.member(prefix, ms, id)
	return prefix .. '/' .. ms .. '/' .. id
end

--- The range of the members under the prefix whose time lies before `now_ms`.
local function before(prefix, now_ms)
	return '[' .. prefix .. '/', string.format('(%s/%013d', prefix, now_ms)
end

--- The members under the prefix whose time lies before `now_ms`, oldest first, at most `limit`: a number, or its text,
--- which is cheaper to send. They begin at the oldest, or at `start`: `[member`, or
--- `(member` for the one behind it.
function time_index.due(key, prefix, now_ms, limit, start)
	local from, to = before(prefix, now_ms)
	return redis.call('ZRANGE', key, start or from, to, 'BYLEX', 'LIMIT', '0', limit)
end

--- Counts the members that due() would find without a limit, in O(log n).
function time_index.count_due(key, prefix, now_ms)
	return redis.call('ZLEXCOUNT', key, before(prefix, now_ms))
end

--- The millisecond of a caller as members have it; one that no member has becomes the nearest that is written alike.
local function written(ms)
	return string.format('%013d', math.min(math.max(ms, 0), 9999999999999))
end

--- The time in a member under this prefix.
local function time_under(prefix, member)
	return string.sub(member, #prefix + 2, #prefix + 14) + 0
end

--- A page under the prefix: at most `limit` members after the member `cursor` (descending: before it). An empty cursor
--- begins at the first member (descending: at the last). `from_ms` and `to_ms` are the first and the last millisecond
--- of the members, false or nil for no such end.
function time_index.page(key, prefix, cursor, limit, descending, from_ms, to_ms)
	local first, last = '[' .. prefix .. '/', '(' .. prefix .. '0' -- '0' follows '/' in byte order
	if from_ms then
		first = first .. written(from_ms)
		cursor = not descending and cursor ~= '' and time_under(prefix, cursor) < from_ms and '' or cursor
	end
	if to_ms then
		last = '(' .. prefix .. '/' .. written(to_ms + 1)
		cursor = descending and cursor ~= '' and time_under(prefix, cursor) > to_ms and '' or cursor
	end
	if not descending then
		first = cursor ~= '' and '(' .. cursor or first
		return redis.call('ZRANGE', key, first, last, 'BYLEX', 'LIMIT', 0, limit)
	end
	last = cursor ~= '' and '(' .. cursor or last
	return redis.call('ZRANGE', key, last, first, 'BYLEX', 'REV', 'LIMIT', 0, limit)
end

--- Counts the members under the prefix, in O(log n): those under `prefix/word` too.
function time_index.count(key, prefix)
	return redis.call('ZLEXCOUNT', key, '[' .. prefix .. '/', '(' .. prefix .. '0')
end

--- The cursor, or a later one: behind it, a page under the prefix lists no member whose time lies before now.
function time_index.from_now(prefix, cursor, now_ms, now_text)
	if cursor ~= '' and time_under(prefix, cursor) >= now_ms then
		return cursor
	end
	return prefix .. '/' .. now_text
end

--- The id at the end of a member. The prefix, where it is given, tells the place of the id: a search for that takes
--- five times as long.
function time_index.id(member, prefix)
	if prefix then
		return string.sub(member, #prefix + 16)
	end
	return string.match(member, '/%d%d%d%d%d%d%d%d%d%d%d%d%d/([^/]+)$') or string.match(member, '[^/]+$')
end

--- The time in a member, as text.
function time_index.time(member)
	return string.match(member, '/(%d+)/[^/]+$')
end

--- The ids of members that due() found under this prefix.
function time_index.ids(members, prefix)
	local ids, first, sub = {}, #prefix + 16, string.sub
	for i = 1, #members do
		ids[i] = sub(members[i], first)
	end
	return ids
end

return time_index

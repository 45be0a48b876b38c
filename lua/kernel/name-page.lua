-- Pages of a sorted set that lists names: every score is 0, so that they stand in byte order.
local name_page = {}

-- Behind all characters that a name may have.
local AFTER = '\255'

--- At most `limit` names after `cursor`, which is empty for the first page; and `1` where more names follow, else `0`.
--- Names begin with `prefix`, where it is given.
function name_page.read(key, cursor, limit, prefix)
	local from, to = cursor ~= '' and '(' .. cursor or '-', '+'
	if prefix then
		from = string.sub(cursor, 1, #prefix) == prefix and from or '[' .. prefix
		to = '(' .. prefix .. AFTER
	end
	local names = redis.call('ZRANGE', key, from, to, 'BYLEX', 'LIMIT', 0, limit + 1)
	if #names <= limit then
		return names, '0'
	end
	names[#names] = nil
	return names, '1'
end

return name_page

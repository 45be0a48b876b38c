-- Pages of a sorted set that lists names: every score is 0, so that they stand in byte order.
local name_page = {}

--- At most `limit` names after `cursor`, which is empty for the first page; and `1` where more names follow, else `0`.
function name_page.read(key, cursor, limit)
	local from = cursor ~= '' and '(' .. cursor or '-'
	local names = redis.call('ZRANGE', key, from, '+', 'BYLEX', 'LIMIT', 0, limit + 1)
	if #names <= limit then
		return names, '0'
	end
	names[#names] = nil
	return names, '1'
end

return name_page

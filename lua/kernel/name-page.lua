-- A page of a sorted set that lists names in byte order, every score 0.
local name_page = {}

--- At most `limit` names after `cursor` (empty for the beginning), and `1` where further ones follow, else `0`.
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

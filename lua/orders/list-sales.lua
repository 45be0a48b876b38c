#!lua flags=no-writes
--- Lists units sold by SKU, most first; those of one number by SKU, last first. SKUs that were never sold are left out.
---
--- KEYS: store, sold
--- ARGV: cursor_units: count or none, cursor_sku: text or none, limit: count
---   the cursor is the last item seen
--- Replies:
---   OK more (sku units)...
---   more is 1 where further SKUs follow
--- @include "kernel/integer"
local units, sku = cursor_units, cursor_sku

--- Byte order, as in sorted sets; Lua's own comparison follows the locale of the server.
local function precedes(a, b)
	for i = 1, math.min(#a, #b) do
		local x, y = string.byte(a, i), string.byte(b, i)
		if x ~= y then
			return x < y
		end
	end
	return #a < #b
end

--- The first rank behind the cursor. Its SKU may have been sold since and be elsewhere by now: then the place where it
--- was is found by halving the ranks of its number.
local function rank_behind()
	if not units then
		return 0
	elseif tonumber(redis.call('ZSCORE', keys.sold, sku) or -1) == units then
		return redis.call('ZREVRANK', keys.sold, sku) + 1
	end
	local score = integer.text(units)
	local low = redis.call('ZCOUNT', keys.sold, '(' .. score, '+inf')
	local high = low + redis.call('ZCOUNT', keys.sold, score, score)
	while low < high do
		local middle = math.floor((low + high) / 2)
		if precedes(sku, redis.call('ZRANGE', keys.sold, middle, middle, 'REV')[1]) then
			low = middle + 1
		else
			high = middle
		end
	end
	return low
end

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local first = rank_behind()
local found = redis.call('ZRANGE', keys.sold, first, first + limit, 'REV', 'WITHSCORES')
local reply = { 'OK', '0' }
for i = 1, #found, 2 do
	local sold = tonumber(found[i + 1])
	if sold == 0 then
		break
	elseif i > 2 * limit then
		reply[2] = '1'
		break
	end
	reply[#reply + 1] = found[i]
	reply[#reply + 1] = integer.text(sold)
end
return reply

-- Commands that take any number of values, of which unpack takes some thousands at once: each runs in as many parts as
-- it takes, and not at all where there are no values.
local bulk = {}

-- Even, so that pairs stay together.
local AT_ONCE = 4000

--- The end of the part that begins here.
local function last_of(values, first)
	return math.min(first + AT_ONCE - 1, #values)
end

function bulk.hset(key, values)
	for first = 1, #values, AT_ONCE do
		redis.call('HSET', key, unpack(values, first, last_of(values, first)))
	end
end

function bulk.zadd(key, values)
	for first = 1, #values, AT_ONCE do
		redis.call('ZADD', key, unpack(values, first, last_of(values, first)))
	end
end

function bulk.zrem(key, members)
	for first = 1, #members, AT_ONCE do
		redis.call('ZREM', key, unpack(members, first, last_of(members, first)))
	end
end

return bulk

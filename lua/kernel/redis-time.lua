-- Reads Redis' own clock. A script asks once: by way of kernel/clock, or in the one line of a read that seldom needs
-- the time.
local redis_time = {}

function redis_time.now_ms()
	local time = redis.call('TIME')
	return time[1] * 1000 + math.floor(time[2] / 1000)
end

return redis_time

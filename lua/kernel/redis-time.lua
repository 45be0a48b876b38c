-- What Redis' own clock says. It is asked once per script: by kernel/clock, or by the one line of a read that needs
-- it
-- seldom.
local redis_time = {}

function redis_time.now_ms()
	local time = redis.call('TIME')
	return time[1] * 1000 + math.floor(time[2] / 1000)
end

return redis_time

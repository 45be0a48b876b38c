-- Redis' own clock, read once per script: every decision and every record of a script agrees on the time.
local clock = {}

function clock.prepare()
	local time = redis.call('TIME')
	clock.now_ms = time[1] * 1000 + math.floor(time[2] / 1000)
	clock.now_text = string.format('%d', clock.now_ms)
end

return clock

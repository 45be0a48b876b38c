-- Redis' own clock, read once per script: every decision and every record of a script agrees on the time.
--- @include "lib/redis-time"
local clock = {}

function clock.prepare()
	clock.now_ms = redis_time.now_ms()
	clock.now_text = string.format('%d', clock.now_ms)
end

return clock

-- Redis' own clock, read once per call: every decision and every record of a script agrees on the time. `now_ms` is a
-- number, `now_text` its text.
--- @include "kernel/redis-time"
--- @state now_ms = false, now_text = false
local clock = {}

--- @begin
function clock.begin(call)
	call.now_ms = redis_time.now_ms()
	call.now_text = string.format('%d', call.now_ms)
end

return clock

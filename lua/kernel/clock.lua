-- Redis' own clock, read once a call: all decisions and records of a script agree on the time. `call.now_ms` is a
-- number, `call.now_text` its text.
--- @include "kernel/redis-time"
--- @state now_ms = false, now_text = false
local clock = {}

--- @begin
function clock.begin(call)
	call.now_ms = redis_time.now_ms()
	call.now_text = string.format('%d', call.now_ms)
end

return clock

-- Redis' own clock, read once per script: every decision and every record of a script agrees on the time.
local time = redis.call('TIME')

return { now_ms = time[1] * 1000 + math.floor(time[2] / 1000) }

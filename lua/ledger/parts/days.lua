-- Today, as the calendar of the store's time zone has it and Redis' clock says it. Lua knows no time zones, so the
-- provider sends a table: the zone that it was made for and a few midnights, "Europe/Berlin 1774738800000 …", oldest
-- first. A day of 23 or 25 hours is just two midnights that lie so far apart.
--
-- Needs KEYS: store; an argument `days`, the table.
--- @export
--- @include "kernel/clock"
--- @include "stores/parts/store"
--- @state day_start_text = false, day_end_text = false
local days = {}

--- Finds today in the table: sets the texts of the midnights around now, call.day_start_text and call.day_end_text.
--- Where the table is of another zone or does not reach as far as now, returns the reply that asks for one that does.
function days.choose(call, text)
	local zone, start, finish, place = string.match(text, '^(%S+) (%d+) (%d+)()')
	while finish and finish + 0 <= call.now_ms do
		start, finish, place = finish, string.match(text, '^ (%d+)()', place)
	end
	local start_ms = finish and start + 0
	if start_ms and start_ms <= call.now_ms and zone == call.time_zone then
		call.day_start_text, call.day_end_text = start, finish
		return nil
	end
	return { 'DAYS_NEEDED', call.time_zone, call.now_text }
end

return days

-- Today, as the calendar of the store's time zone has it and Redis' clock says it. Lua knows no time zones, so the
-- provider sends a table: the zone that it was made for and a few midnights, "Europe/Berlin 1774738800000 …", oldest
-- first. A day of 23 or 25 hours is just two midnights that lie so far apart.
--
-- Needs KEYS: store; one of ARGV to hold the table.
--- @include "lib/clock"
--- @include "lib/store"
local days = {}

function days.prepare()
	days.start_text, days.next_text = nil, nil
end

--- Finds today in the table: sets the texts of the midnights around now, days.start_text and days.next_text.
--- Where the table is of another zone or does not reach as far as now, returns the reply that asks for one that does.
function days.choose(text)
	local zone, start, finish, place = string.match(text, '^(%S+) (%d+) (%d+)()')
	while finish and finish + 0 <= clock.now_ms do
		start, finish, place = finish, string.match(text, '^ (%d+)()', place)
	end
	local start_ms = finish and start + 0
	if start_ms and start_ms <= clock.now_ms and zone == store.time_zone then
		days.start_text, days.next_text = start, finish
		return nil
	end
	return { 'DAYS_NEEDED', store.time_zone, clock.now_text }
end

return days

-- Today, as the calendar of the store's time zone has it and Redis' clock says it. Lua knows no time zones, so the
-- provider sends a table: the zone that it was made for and a few midnights, "Europe/Berlin 1774738800000 …", oldest
-- first. A day of 23 or 25 hours is just two midnights that lie so far apart.
--
-- Needs KEYS: store; one of ARGV to hold the table.
--- @include "lib/clock"
--- @include "lib/store"
local days = {}

function days.prepare()
	days.start_ms, days.start_text, days.next_text = nil, nil, nil
end

--- Finds today in the table: sets days.start_ms and the texts of the midnights around now, days.start_text and
--- days.next_text. Where the table is of another zone or does not reach as far as now, returns the reply that asks for
--- one that does.
function days.choose(text)
	if string.match(text, '^%S+') == store.time_zone then
		for midnight in string.gmatch(text, ' (%d+)') do
			local midnight_ms = midnight + 0
			if midnight_ms > clock.now_ms then
				days.next_text = midnight
				break
			end
			days.start_ms, days.start_text = midnight_ms, midnight
		end
	end
	if days.start_ms and days.next_text then
		return nil
	end
	return { 'DAYS_NEEDED', store.time_zone, clock.now_text }
end

return days

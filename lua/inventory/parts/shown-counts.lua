-- Counts of campaigns, as callers see them: units of a reservation that is over count no more, whether it has been
-- swept or not. Bounded like a sweep; beyond that too much is shown for a moment, never too little.
--
-- Needs KEYS: campaign*, reservations, reservation_index.
--- @include "kernel/clock"
--- @include "kernel/time-index"
--- @include "inventory/generated/reservation-record"
--- @include "inventory/parts/campaign-counts"
--- @include "inventory/parts/counted-units"
--- @state lapsed_counts = false
local shown_counts = {}

local MAX_RESERVATIONS = '100'

--- Units that lapsed reservations are counted with, by number of a campaign, and by number and owner.
local function lapsed(call)
	local units = {}
	local due = time_index.due(call.keys.reservation_index, 's/active', call.now_ms, MAX_RESERVATIONS)
	local ids = time_index.ids(due, 's/active')
	local records = #ids > 0 and redis.call('HMGET', call.keys.reservations, unpack(ids)) or {}
	for i = 1, #ids do
		local found = records[i] and reservation_record.read(records[i])
		local is_due = found and found.state == 'active'
		is_due = is_due and time_index.member('s/active', found.expires_ms, ids[i]) == due[i]
		for _, entry in ipairs(is_due and counted_units.unpack(found.counted) or {}) do
			local of_owner = entry.number .. '/' .. (entry.owner or '')
			units[entry.number] = (units[entry.number] or 0) + entry.units
			units[of_owner] = (units[of_owner] or 0) + entry.units
		end
	end
	return units
end

local function less(call, units, key)
	call.lapsed_counts = call.lapsed_counts or lapsed(call)
	return integer.text(math.max(0, units - (call.lapsed_counts[key] or 0)))
end

--- Units that a campaign counts, as text.
function shown_counts.used(call, number)
	local found = campaign_counts.of(call, number)
	return found and less(call, found.used, number) or '0'
end

--- Units that it counts for an owner, as text.
function shown_counts.of_owner(call, number, owner)
	local found = campaign_counts.of(call, number, owner)
	return found and less(call, found.owners[owner], number .. '/' .. owner) or '0'
end

return shown_counts

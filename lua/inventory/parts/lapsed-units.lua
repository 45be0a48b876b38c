-- Units that holds keep back although their deadline has passed, before a sweep has ended them: the next sale takes
-- them, so they count as available wherever stock is shown. Bounded like a sweep; beyond that too little is shown
-- for a
-- moment, never too much.
--
-- Needs KEYS: reservations, reservation_index.
--- @export
--- @include "kernel/integer"
--- @include "inventory/parts/line-list"
--- @include "kernel/time-index"
local lapsed_units = {}

local MAX_HOLDS, MAX_LINES = '100', 200

--- How many units of each SKU; nil for none.
function lapsed_units.by_sku(call, now_ms)
	local units, lines = {}, 0
	local due = time_index.due(call.keys.reservation_index, 's/active', now_ms, MAX_HOLDS)
	if #due == 0 then
		return units
	end
	local ids = time_index.ids(due, 's/active')
	local records = redis.call('HMGET', call.keys.reservations, unpack(ids))
	for i = 1, #due do
		local expires, packed = string.match(records[i] or '', '^active (%d+) %d+ %d+ %S+ (%S+)')
		-- A hold is listed once; another member that names it keeps nothing back. One that was damaged ends never.
		if expires and line_list.is_whole(packed) and time_index.member('s/active', expires, ids[i]) == due[i] then
			local skus, quantities = line_list.unpack(packed, 1, 'reservations', ids[i])
			for place = 1, #skus do
				local sku = skus[place]
				units[sku] = (units[sku] or 0) + quantities[place]
			end
			lines = lines + #skus
			if lines >= MAX_LINES then
				break
			end
		end
	end
	return units
end

--- What is reserved of a SKU, as text, without so many units of it, or nil for none.
function lapsed_units.taken_off(reserved, units)
	return units and integer.text(math.max(reserved - units, 0)) or reserved
end

return lapsed_units

-- Units that reservations keep back although their deadline has passed, before a sweep has ended them: the next sale
-- takes them, so they count as available wherever stock is shown. Bounded like a sweep; beyond that too little is
-- shown for a moment, never too much.
--
-- Needs KEYS: reservations, reservation_index.
--- @export
--- @include "kernel/integer"
--- @include "kernel/time-index"
--- @include "inventory/generated/reservation-record"
--- @include "inventory/parts/line-list"
--- @include "inventory/parts/stock-records"
local lapsed_units = {}

local MAX_RESERVATIONS, MAX_LINES = '100', 200

--- How many units of each SKU; nil for none.
function lapsed_units.by_sku(call, now_ms)
	local units, count = {}, 0
	local due = time_index.due(call.keys.reservation_index, 's/active', now_ms, MAX_RESERVATIONS)
	if #due == 0 then
		return units
	end
	local ids = time_index.ids(due, 's/active')
	local records = redis.call('HMGET', call.keys.reservations, unpack(ids))
	for i = 1, #due do
		local state, expires_ms, lines = reservation_record.kept(records[i] or '')
		-- A reservation is listed once; another member that names it keeps nothing back. One that was damaged never ends.
		local is_due = state == 'active' and time_index.member('s/active', expires_ms, ids[i]) == due[i]
		if is_due and line_list.is_whole(lines) then
			local skus, quantities = line_list.unpack(lines, 1, 'reservations', ids[i])
			for place = 1, #skus do
				local sku = skus[place]
				units[sku] = (units[sku] or 0) + quantities[place]
			end
			count = count + #skus
			if count >= MAX_LINES then
				break
			end
		end
	end
	return units
end

--- Available units of a SKU, as text, while so many of its reserved units (nil for none) are on the way back. `own` of
--- them are kept back for who asks; nil for none.
function lapsed_units.available_text(item, units, own)
	local available = math.max(item.available + math.min(units or 0, item.reserved), 0)
	return stock_records.units_text(available + (own or 0))
end

return lapsed_units

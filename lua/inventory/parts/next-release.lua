-- When units of a SKU that reservations keep back may be had again: at the first deadline within an hour. It is for
-- who is refused for want of units, and nobody else pays for it.
--
-- A SKU with few active reservations is looked up by them. Where it has many, they stand close together among all
-- deadlines, which are walked from now on, at most so many; where none is met there, nothing is said.
--
-- Needs KEYS: reservations, reservation_index.
--- @include "kernel/clock"
--- @include "kernel/integer"
--- @include "kernel/time-index"
--- @include "inventory/generated/reservation-record"
--- @include "inventory/parts/line-list"
--- @state walked_deadlines = false
local next_release = {}

local WITHIN_MS, FEW, PAGE, MOST = 3600000, 200, 50, 1000

--- The active reservations of these ids, as a list of { ms, units by SKU }, those alone that end within the hour.
local function read(call, ids)
	local found, records = {}, #ids > 0 and redis.call('HMGET', call.keys.reservations, unpack(ids)) or {}
	for i = 1, #ids do
		local state, expires_ms, lines = reservation_record.kept(records[i] or '')
		local left_ms = state == 'active' and expires_ms - call.now_ms
		if left_ms and left_ms >= 0 and left_ms <= WITHIN_MS and line_list.is_whole(lines) then
			local skus, quantities = line_list.unpack(lines, 1, 'reservations', ids[i])
			found[#found + 1] = { ms = expires_ms + 0, units = line_list.by_sku(skus, quantities) }
		end
	end
	return found
end

--- The first of these that has units of the SKU, with those of all that end at that time; and the time of the last.
local function first(found, sku)
	local at, units, last = nil, 0, 0
	for _, one in ipairs(found) do
		local own = one.units[sku]
		if own and (not at or one.ms < at) then
			at, units = one.ms, own
		elseif own and one.ms == at then
			units = units + own
		end
		last = math.max(last, one.ms)
	end
	return at, units, last
end

--- By all of its own active reservations.
local function by_sku(call, sku)
	local prefix = 'k/' .. sku
	local members = time_index.page(call.keys.reservation_index, prefix, '', FEW)
	return first(read(call, time_index.ids(members, prefix)), sku)
end

--- By all deadlines from now on, which are walked once a call, as far as some SKU needs.
local function by_deadline(call, sku)
	local walk = call.walked_deadlines
		or { found = {}, cursor = time_index.from_now('s/active', '', call.now_ms, call.now_text), looked = 0 }
	call.walked_deadlines = walk
	local at, units, last = first(walk.found, sku)
	while walk.cursor and walk.looked < MOST and not (at and last > at) do
		local members = time_index.page(call.keys.reservation_index, 's/active', walk.cursor, PAGE)
		local page = read(call, time_index.ids(members, 's/active'))
		for _, one in ipairs(page) do
			walk.found[#walk.found + 1] = one
		end
		walk.looked = walk.looked + PAGE
		walk.cursor = #members == PAGE and page[1] and members[PAGE] or false
		at, units, last = first(walk.found, sku)
	end
	return at, units
end

--- When units of a SKU with these numbers may be had again, and how many, as texts with a blank between; nil where that
--- cannot be said.
function next_release.text(call, sku, item)
	if item.reserved == 0 then
		return nil
	end
	local prefix = 'k/' .. sku
	local count = redis.call('ZLEXCOUNT', call.keys.reservation_index, '[' .. prefix .. '/', '(' .. prefix .. '0')
	local at, units = (count <= FEW and by_sku or by_deadline)(call, sku)
	return at and integer.text(at) .. ' ' .. integer.text(units)
end

return next_release

-- Ends active reservations of a SKU whole, newest or oldest first, where a count finds fewer units on hand than they
-- keep back.
--
-- Needs KEYS: reservations, reservation_index, hold*.
--- @include "inventory/parts/reservations"
--- @include "inventory/parts/wait-line"
--- @include "inventory/parts/expiry-keys"
--- @state evictable = {}, evictable_by_id = {}, evicted_keys = {}, strays = 0
local eviction = { most = 100 }

-- Half of what a call ends, so that Lua can unpack the SKUs of all their lines.
local PAGE = 50
-- Ended reservations that an older release left among the active ones of a SKU, which one run puts in their place.
local MOST_STRAYS = 1000

--- Puts reservations that are listed as active ones of a SKU, and are not, where ended ones are listed.
local function tidy(call, strays, kept)
	call.strays = call.strays + #strays
	bulk.zrem(call.keys.reservation_index, strays)
	bulk.zadd(call.keys.reservation_index, kept)
end

--- The active reservation of this id, one table in a call however often it is asked for; nil where it is none.
local function active(call, id, record)
	local found = call.evictable_by_id[id]
	if not found then
		found = reservations.parse(id, record)
		call.evictable_by_id[id] = found
	end
	return found.state == 'active' and found or nil
end

--- Reads the next active reservations of a SKU. `walk` has those found so far, how many of its units they keep back,
--- and the cursor, false at the end.
local function read_page(call, sku, order, walk)
	local prefix = 'k/' .. sku
	-- stylua: ignore
	local members = time_index.page(call.keys.reservation_index, prefix, walk.cursor, PAGE, order == 'newest')
	local ids, strays, ended, skus = time_index.ids(members, prefix), {}, {}, {}
	local records = #ids > 0 and redis.call('HMGET', call.keys.reservations, unpack(ids)) or {}
	for i = 1, #ids do
		local found = records[i] and active(call, ids[i], records[i])
		if found then
			walk.found[#walk.found + 1] = found
			walk.units = walk.units + (line_list.by_sku(found.skus, found.quantities)[sku] or 0)
			for _, one in ipairs(found.skus) do
				skus[#skus + 1] = one
			end
		else
			strays[#strays + 1] = members[i]
			if records[i] then
				local place = #ended + 1
				ended[place], ended[place + 1] = 0, 'e' .. string.sub(members[i], 2)
			end
		end
	end
	stock.read(call, skus)
	tidy(call, strays, ended)
	walk.cursor = #members == PAGE and members[PAGE] or false
end

--- Reads as many reservations of a SKU that was read as have to end before no more than `most` of its units are
--- reserved, or as a call ends. Comes before anything is staged. Returns AGAIN or nil.
function eviction.read(call, sku, order, most)
	local item = stock.item(call, sku)
	local walk = call.evictable[order .. sku] or { cursor = '', units = 0, found = {} }
	call.evictable[order .. sku] = walk
	while item and item.reserved - walk.units > most and #walk.found < eviction.most and walk.cursor do
		read_page(call, sku, order, walk)
		if call.strays >= MOST_STRAYS then
			return { 'AGAIN' }
		end
	end
	return nil
end

--- The reservations that have to end before no more than `most` units of the SKU are reserved; nil where they are more
--- than a call ends.
function eviction.choose(call, sku, order, most)
	local chosen, reserved = {}, stock.item(call, sku).reserved
	for _, one in ipairs(call.evictable[order .. sku].found) do
		if reserved > most and one.state == 'active' then
			chosen[#chosen + 1] = one
			reserved = reserved - (line_list.by_sku(one.skus, one.quantities)[sku] or 0)
		end
	end
	return reserved <= most and #chosen + #call.evicted_keys <= eviction.most and chosen or nil
end

--- Stages the end of reservations, and returns the ids of those that were not over anyhow.
function eviction.finish(call, chosen)
	local ids, over, evicted = {}, {}, {}
	for i, one in ipairs(chosen) do
		ids[i] = one.id
		call.evicted_keys[#call.evicted_keys + 1] = call.keys.hold_base .. ':' .. one.id
	end
	for _, id in ipairs(expiry_keys.gone(call, ids)) do
		over[id] = true
	end
	for _, one in ipairs(chosen) do
		if over[one.id] then
			reservations.expire(call, one)
		else
			reservations.cancel(call, one, 'evicted')
			evicted[#evicted + 1] = one.id
		end
	end
	return evicted
end

--- Writes what was staged, stock with it.
function eviction.write(call)
	wait_line.write(call)
	if call.evicted_keys[1] then
		redis.call('DEL', unpack(call.evicted_keys))
	end
end

return eviction

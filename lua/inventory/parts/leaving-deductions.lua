-- Records of deductions whose movements leave Redis for the archive. One whose id the service may have made leaves with
-- the newest of its movements; all others stay, for an id that a caller chose is known here for ever.
--- @include "inventory/parts/movements"
--- @include "inventory/parts/stock-records"
--- @include "inventory/generated/deduction-record"
--- @include "kernel/bulk"
--- @include "kernel/uuid-time"
local leaving_deductions = {}

-- A service whose clock is ahead of Redis' makes ids that name a later time.
local CLOCK_AHEAD_MS = 60000

local OF_DEDUCTIONS = { deduction = true, reversal = true }
local SOURCE = '^%["%l+",%-?%d+,%-?%d+,%-?%d+,%-?%d+,%-?%d+,"()'

--- Whether only the archive knows this id once its newest movement has left, which happened then. Asked for it again,
--- the service looks there: an id that names a later time than its movement would not be looked for.
function leaving_deductions.may_leave(id, at_ms)
	local made_ms = uuid_time.ms(id)
	return made_ms ~= nil and made_ms <= at_ms + CLOCK_AHEAD_MS
end

--- The deduction that a movement is of; nil where it tells none.
function leaving_deductions.source(kind, movement)
	local place = OF_DEDUCTIONS[kind] and string.match(movement, SOURCE)
	-- The text of the operation ends with the first quote that no backslash stands before.
	while place do
		local at = string.find(movement, '["\\]', place)
		if not at or string.sub(movement, at, at) == '"' then
			return at and string.match(movement, '^,"([^"]+)"', at + 1)
		end
		place = at + 2
	end
	return nil
end

--- The record of a deduction once its own movement is gone, which took these units and left this item.
local function without_movement(movement, available, reversed, counted, reversal, units)
	local left = available or stock_records.available_text(units.item)
	return deduction_record.write(movement, left, reversed, counted, integer.text(units.count), reversal)
end

--- Tells how the records of deductions fare that movements are of: `leaving` are the ids of those that leave,
--- `leaving_records` theirs as HSET takes them, should they have to stay, `staying_records` those of the others, and
--- `digest` the SHA-1 of those that leave. Movements are of one SKU, in order, each with its field, at_ms, the id and,
--- where it is the deduction itself, count and the item that it left.
function leaving_deductions.read(call, sku, of)
	local ids, own, last = {}, {}, {}
	for _, movement in ipairs(of) do
		local id = movement.id
		if not last[id] then
			ids[#ids + 1] = id
		end
		last[id] = movement
		own[id] = movement.count and movement or own[id]
	end
	local found = { leaving = {}, leaving_records = {}, staying_records = {} }
	for i, record in ipairs(ids[1] and redis.call('HMGET', call.keys.deductions, unpack(ids)) or {}) do
		local id = ids[i]
		local movement, available, reversed, counted, _, reversal = deduction_record.read(record or '')
		if movement and movements.sku(movement) == sku then
			local is_last = (reversal or movement) == last[id].field
			local leaves = is_last and leaving_deductions.may_leave(id, last[id].at_ms)
			if leaves then
				found.leaving[#found.leaving + 1] = id
				last[id].line = table.concat({ id, movement, reversed or '-', counted or '-', reversal or '-' }, ' ')
			end
			if own[id] and own[id].field == movement then
				local records = leaves and found.leaving_records or found.staying_records
				records[#records + 1] = id
				records[#records + 1] = without_movement(movement, available, reversed, counted, reversal, own[id])
			end
		end
	end
	local lines = {}
	for _, movement in ipairs(of) do
		lines[#lines + 1] = movement.line
	end
	found.digest = redis.sha1hex(table.concat(lines, '\n'))
	return found
end

--- Lets those leave that the archive has as they are here, by the digest of what it has; without that all stay.
function leaving_deductions.write(call, found, digest)
	bulk.hset(call.keys.deductions, found.staying_records)
	if found.digest ~= digest then
		bulk.hset(call.keys.deductions, found.leaving_records)
	elseif found.leaving[1] then
		redis.call('HDEL', call.keys.deductions, unpack(found.leaving))
	end
end

return leaving_deductions

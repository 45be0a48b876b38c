-- Movements that leave Redis for the archive.
--- @include "inventory/parts/movements"
--- @include "inventory/parts/stock-records"
--- @include "inventory/generated/deduction-record"
local leaving_movements = {}

-- Kinds that count units as sold, or no longer.
local SOLD_BY = { deduction = true, commit = true, order = true, reversal = true, restock = true }

local HEAD = '^%["deduction",%-?%d+,%-?%d+,%-?%d+,%-?%d+,%-?%d+,"()'

--- Numbers of what has left of a SKU before.
function leaving_movements.opening(call, sku)
	local record = redis.call('HGET', call.keys.movements, sku .. '/0')
	local sequence, _, on_hand, reserved, sold = movement_opening_record.read(record or '0 0 0 0 0')
	if not sequence then
		error('CORRUPT movements ' .. sku .. '/0')
	end
	return { sequence = sequence + 0, on_hand = on_hand + 0, reserved = reserved + 0, sold = sold + 0 }
end

--- The deduction that a movement is of; nil where it tells none.
local function deduction_of(movement)
	local place = string.match(movement, HEAD)
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

--- Units that became sold by a movement.
local function sold_by(kind, on_hand_change, movement)
	if kind == 'write_off' then
		return -(string.match(movement, ',(%d+)%]$') or 0)
	end
	return SOLD_BY[kind] and -on_hand_change or 0
end

--- Records of deductions once their movements are gone: ids and records as HSET takes them. `taken` has the movement of
--- each id, `ids` the ids.
local function records_of(call, sku, ids, taken)
	local records = {}
	for i, record in ipairs(ids[1] and redis.call('HMGET', call.keys.deductions, unpack(ids)) or {}) do
		local id, field = ids[i], taken[ids[i]].field
		local movement, available, reversed, counted, _, reversal = deduction_record.read(record or '')
		if movement == field and movements.sku(field) == sku then
			local units = taken[id]
			available = available or stock_records.available_text(units.item)
			records[#records + 1] = id
			records[#records + 1] =
				deduction_record.write(movement, available, reversed, counted, integer.text(units.count), reversal)
		end
	end
	return records
end

--- The fields of these movements, and what they come to: on_hand, reserved, sold, times, at_ms of the last one, and
--- deductions, as HSET takes them; nil where one is missing or cannot be read.
function leaving_movements.read(call, sku, after, through)
	local fields, ids, taken = {}, {}, {}
	for sequence = after + 1, math.min(through, after + 500) do
		fields[#fields + 1] = movements.field(sku, sequence)
	end
	local sums = { on_hand = 0, reserved = 0, sold = 0, times = 0, at_ms = 0 }
	for i, movement in ipairs(redis.call('HMGET', call.keys.movements, unpack(fields))) do
		local kind, on_hand_change, reserved_change, on_hand, reserved, at_ms = movement_record.head(movement or '')
		if not kind then
			return fields, nil
		end
		sums.on_hand, sums.reserved = sums.on_hand + on_hand_change, sums.reserved + reserved_change
		sums.sold = sums.sold + sold_by(kind, on_hand_change, movement)
		sums.times, sums.at_ms = sums.times + at_ms, at_ms
		local id = deduction_of(movement)
		if id then
			local item = stock_records.new()
			stock_records.set(item, on_hand + 0, reserved + 0)
			ids[#ids + 1], taken[id] = id, { field = fields[i], count = -on_hand_change, item = item }
		end
	end
	sums.deductions = records_of(call, sku, ids, taken)
	return fields, sums
end

--- The record of an opening behind these.
function leaving_movements.behind(opening, sums, through)
	return movement_opening_record.write(
		integer.text(through),
		sums.at_ms,
		integer.text(opening.on_hand + sums.on_hand),
		integer.text(opening.reserved + sums.reserved),
		integer.text(opening.sold + sums.sold)
	)
end

return leaving_movements

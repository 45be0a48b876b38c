-- Movements that leave Redis for the archive.
--- @include "inventory/parts/leaving-deductions"
--- @include "inventory/parts/movements"
--- @include "inventory/parts/stock-records"
local leaving_movements = {}

-- Kinds that count units as sold, or no longer.
local SOLD_BY = { deduction = true, commit = true, order = true, reversal = true, restock = true }

--- Numbers of what has left of a SKU before.
function leaving_movements.opening(call, sku)
	local record = redis.call('HGET', call.keys.movements, sku .. '/0')
	local sequence, _, on_hand, reserved, sold = movement_opening_record.read(record or '0 0 0 0 0')
	if not sequence then
		error('CORRUPT movements ' .. sku .. '/0')
	end
	return { sequence = sequence + 0, on_hand = on_hand + 0, reserved = reserved + 0, sold = sold + 0 }
end

--- Units that became sold by a movement.
local function sold_by(kind, on_hand_change, movement)
	if kind == 'write_off' then
		return -(string.match(movement, ',(%d+)%]$') or 0)
	end
	return SOLD_BY[kind] and -on_hand_change or 0
end

--- The fields of these movements, and what they come to: on_hand, reserved, sold, times, at_ms of the last one, and
--- deductions, as leaving-deductions has them; nil where one is missing or cannot be read.
function leaving_movements.read(call, sku, after, through)
	local fields, of_deductions = {}, {}
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
		local id = leaving_deductions.source(kind, movement)
		if id then
			local of = { field = fields[i], at_ms = at_ms + 0, id = id }
			if kind == 'deduction' then
				of.count, of.item = -on_hand_change, stock_records.new()
				stock_records.set(of.item, on_hand + 0, reserved + 0)
			end
			of_deductions[#of_deductions + 1] = of
		end
	end
	sums.deductions = leaving_deductions.read(call, sku, of_deductions)
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

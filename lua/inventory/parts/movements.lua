-- Movements: all that ever happened to a SKU, from 1 on without gaps. None is written where one is. Their records are
-- those of inventory/generated/movement-record, by "SKU/sequence".
--- @include "kernel/integer"
--- @include "inventory/generated/movement-opening-record"
--- @include "inventory/generated/movement-record"
--- @state ahead = false
local movements = {}

-- How many are looked for at once, of a SKU that moves more than once in a call.
local AHEAD = 16

local text_of = integer.text

--- Where the movement of a SKU is kept that has this sequence.
function movements.field(sku, sequence)
	return sku .. '/' .. text_of(sequence)
end

--- The SKU in the field of a movement, or nil where it is none.
function movements.sku(field)
	return string.match(field, '^([^/ ]+)/%d+$')
end

--- The units that the deduction took whose movement is in this field.
function movements.taken(call, field)
	local kind, on_hand_change = movement_record.head(redis.call('HGET', call.keys.movements, field) or '')
	return kind == 'deduction' and -on_hand_change or error('CORRUPT movements ' .. field)
end

--- The sequence of the last movement of a SKU that has left for the archive, and when that happened; 0 for none.
function movements.opening(call, sku)
	local record = redis.call('HGET', call.keys.movements, sku .. '/0')
	if not record then
		return 0, 0
	end
	local sequence, at_ms = movement_opening_record.read(record)
	if not sequence then
		error('CORRUPT movements ' .. sku .. '/0')
	end
	return sequence + 0, at_ms + 0
end

--- Fails where one of these is there, although the record of its SKU does not count it: to write it would be to forget
--- what happened.
function movements.expect_none(call, fields)
	local there = fields[1] and redis.call('HMGET', call.keys.movements, unpack(fields))
	for i = 1, #fields do
		if there[i] then
			error('CORRUPT movements ' .. fields[i] .. ': the record in stock does not count it')
		end
	end
end

--- Looks a movement up behind the next one, and some that follow it. Returns its field.
function movements.further(call, sku, sequence)
	local fields = call.ahead and call.ahead[sku]
	local field = fields and fields[sequence - fields.before]
	if field then
		return field
	end
	fields = {}
	for i = 1, AHEAD do
		fields[i] = sku .. '/' .. text_of(sequence + i - 1)
	end
	movements.expect_none(call, fields)
	fields.before = sequence - 1
	call.ahead = call.ahead or {}
	call.ahead[sku] = fields
	return fields[1]
end

return movements

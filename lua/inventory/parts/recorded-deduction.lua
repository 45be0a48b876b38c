-- Deductions that were made, as they are recorded.
--- @include "inventory/generated/deduction-record"
--- @include "inventory/parts/movements"
--- @include "kernel/uuid-time"
local recorded_deduction = {}

--- Reads the record of a deduction; returns as `read` does.
function recorded_deduction.told(record, id)
	local movement, available, reversed, counted, taken, reversal = deduction_record.read(record)
	local sku = movement and movements.sku(movement)
	if not sku then
		error('CORRUPT deductions ' .. id)
	end
	return sku, movement, available, reversal, reversed, counted, taken
end

--- The SKU of a deduction, the field of its movement, what might be sold after it (as text, false where it was not
--- recorded), the field of the newest movement that reversed it or a part of it, false for none, and how many units its
--- reversals gave back (as text, false for all of them where one is there, else for none), and what campaigns count of
--- it, false for none, and how many units it took (as text, false as long as its movement tells that); nothing where
--- there is no deduction of this id.
function recorded_deduction.read(call, id)
	local record = redis.call('HGET', call.keys.deductions, id)
	if record then
		return recorded_deduction.told(record, id)
	end
	return nil
end

--- The sequence up to which movements of the SKU have left, where a deduction that is not here may have left with them;
--- nil where it was never made.
function recorded_deduction.left_behind(call, id, sku)
	local sequence = uuid_time.ms(id) and movements.opening(call, sku) or 0
	return sequence > 0 and sequence or nil
end

return recorded_deduction

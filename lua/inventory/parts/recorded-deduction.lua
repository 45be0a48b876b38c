-- Deductions that were made, as they are recorded.
--- @include "inventory/generated/deduction-record"
--- @include "inventory/parts/movements"
local recorded_deduction = {}

--- The SKU of a deduction, the field of its movement, what might be sold after it (as text, false where it was not
--- recorded), the field of the newest movement that reversed it or a part of it, false for none, and how many units its
--- reversals gave back (as text, false for all of them where one is there, else for none), and what campaigns count of
--- it, false for none, and how many units it took (as text, false as long as its movement tells that); nothing where
--- there is no deduction of this id.
function recorded_deduction.read(call, id)
	local record = redis.call('HGET', call.keys.deductions, id)
	if not record then
		return nil
	end
	local movement, available, reversed, counted, taken, reversal = deduction_record.read(record)
	local sku = movement and movements.sku(movement)
	if not sku then
		error('CORRUPT deductions ' .. id)
	end
	return sku, movement, available, reversal, reversed, counted, taken
end

return recorded_deduction

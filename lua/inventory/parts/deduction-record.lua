-- Records of deductions: `deductions` holds by id the field of its movement, "SKU/sequence"; a reversal appends
-- that of
-- its own.
local deduction_record = {}

--- The SKU of a deduction, the field of its movement, and that of its reversal, '' for none; nothing where there is
--- no
--- deduction of this id.
function deduction_record.read(call, id)
	local record = redis.call('HGET', call.keys.deductions, id)
	if not record then
		return nil
	end
	local movement, sku, reversal = string.match(record, '^(([^/ ]+)/%d+) ?([^ ]*)$')
	if not sku then
		error('CORRUPT deductions ' .. id)
	end
	return sku, movement, reversal
end

return deduction_record

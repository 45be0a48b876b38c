#!lua flags=no-writes
--- Reads a deduction, for reconciliation: what was recorded of it and its movements.
---
--- KEYS: store, skus, stock, deductions, movements
--- ARGV: id, sku
--- Replies:
---   OK field movement reversal_field reversal available reversed
---   each movement behind its field in movements; reversal is the newest one, it and its field empty for none;
---   a movement is empty that has left for the archive; available is what might be sold after the deduction, reversed
---   how many units were given back, empty for all or none
---   DEDUCTION_LEFT sequence
---   SKU_NOT_FOUND sku
---   DEDUCTION_NOT_FOUND sku id
--- @include "inventory/parts/stock-records"
--- @include "inventory/generated/movement-record"
--- @include "inventory/parts/recorded-deduction"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
elseif redis.call('HEXISTS', keys.stock, sku) == 0 then
	stock_records.expect_none(call, sku)
	return { 'SKU_NOT_FOUND', sku }
end
local of_sku, field, available, reversal_field, reversed = recorded_deduction.read(call, id)
local behind = not of_sku and recorded_deduction.left_behind(call, id, sku)
if behind then
	return { 'DEDUCTION_LEFT', integer.text(behind) }
elseif of_sku ~= sku then
	return { 'DEDUCTION_NOT_FOUND', sku, id }
end
local opening = movements.opening(call, sku)

--- The movement in this field; empty where it has left for the archive.
local function movement_in(place)
	local movement = redis.call('HGET', keys.movements, place)
	if not movement and string.match(place, '%d+$') + 0 > opening then
		error('CORRUPT deductions ' .. id .. ': its movement is missing')
	end
	return movement or ''
end

local movement, reversal = movement_in(field), reversal_field and movement_in(reversal_field)
if not available then
	local _, _, _, on_hand, reserved = movement_record.head(movement)
	if on_hand then
		local item = stock_records.new()
		stock_records.set(item, on_hand + 0, reserved + 0)
		available = stock_records.available_text(item)
	end
end
return { 'OK', field, movement, reversal_field or '', reversal or '', available or '', reversed or '' }

#!lua flags=no-writes
--- Reads a deduction, for reconciliation: what was recorded of it and its movements.
---
--- KEYS: store, skus, stock, deductions, movements
--- ARGV: id, sku
--- Replies:
---   OK field movement reversal_field reversal
---   each movement behind its field in movements; reversal is empty for one that was not reversed
---   SKU_NOT_FOUND sku
---   DEDUCTION_NOT_FOUND sku id
--- @include "inventory/parts/stock-records"
--- @include "inventory/parts/deduction-record"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
elseif redis.call('HEXISTS', keys.stock, sku) == 0 then
	stock_records.expect_none(call, sku)
	return { 'SKU_NOT_FOUND', sku }
end
local of_sku, movement, reversal = deduction_record.read(call, id)
if of_sku ~= sku then
	return { 'DEDUCTION_NOT_FOUND', sku, id }
end
local found = redis.call('HMGET', keys.movements, movement, reversal)
if not found[1] or reversal ~= '' and not found[2] then
	error('CORRUPT deductions ' .. id .. ': its movement is missing')
end
return { 'OK', movement, found[1], reversal, found[2] or '' }

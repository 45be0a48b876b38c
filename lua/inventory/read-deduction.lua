#!lua flags=no-writes
--- Reads a deduction, for reconciliation: what was recorded of it and its movements.
---
--- KEYS: store, stock, deductions, movements
--- ARGV: id, sku
--- Replies:
---   OK movement reversal_movement
---   reversal_movement is empty for one that was not reversed
---   SKU_NOT_FOUND sku
---   DEDUCTION_NOT_FOUND sku id
local id, sku = ARGV[1], ARGV[2]

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
elseif redis.call('HEXISTS', keys.stock, sku) == 0 then
	return { 'SKU_NOT_FOUND', sku }
end
local record = redis.call('HGET', keys.deductions, id) or ''
local movement, of_sku, reversal = string.match(record, '^(([^/]+)/%d+) ?(.*)$')
if of_sku ~= sku then
	return { 'DEDUCTION_NOT_FOUND', sku, id }
end
local movements = redis.call('HMGET', keys.movements, movement, reversal)
return { 'OK', movements[1], movements[2] or '' }

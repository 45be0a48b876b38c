#!lua flags=no-writes
--- Lists the movements of a SKU, oldest first. Sequences have no gaps, so a page is read by its numbers.
---
--- KEYS: store, skus, stock, movements
--- ARGV: sku, after_sequence: amount, limit: count
--- Replies:
---   OK last_sequence movement...
---   movement is the JSON array described in inventory/parts/movements, empty where there is none; last_sequence
---   that of the SKU's
---   newest
---   SKU_NOT_FOUND sku
--- @include "inventory/parts/movements"
--- @include "inventory/parts/stock-records"
local after = after_sequence

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local record = redis.call('HGET', keys.stock, sku)
if not record then
	stock_records.expect_none(call, sku)
	return { 'SKU_NOT_FOUND', sku }
end
local item = stock_records.read(record)
if not item then
	error('CORRUPT stock ' .. sku)
end
local last = item.sequence
local reply, fields = { 'OK', integer.text(last) }, {}
for sequence = after + 1, math.min(after + limit, last) do
	fields[#fields + 1] = movements.field(sku, sequence)
end
if #fields > 0 then
	for i, movement in ipairs(redis.call('HMGET', keys.movements, unpack(fields))) do
		reply[i + 2] = movement or ''
	end
end
return reply

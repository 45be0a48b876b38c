#!lua flags=no-writes
--- Lists the movements of a SKU, oldest or newest first.
---
--- KEYS: store, skus, stock, movements
--- ARGV: sku, from_ms: whole or none, to_ms: whole or none, seen: amount or none, order: asc|desc, limit: count
---   from_ms and to_ms are the first and the last millisecond; seen is the last sequence seen
--- Replies:
---   OK base base_ms first more movement...
---   base is the sequence of the last movement that has left for the archive, and base_ms when it happened, 0 for none;
---   first is the sequence of the first movement of those behind it, the others ascend or descend from it; movement is
---   the JSON array described in inventory/parts/movements, empty where there is none; more is 1 where others follow
---   SKU_NOT_FOUND sku
--- @include "kernel/sequence-page"
--- @include "inventory/parts/movements"
--- @include "inventory/parts/stock-records"
--- @include "inventory/generated/movement-record"

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

local function time_at(sequence)
	local field = movements.field(sku, sequence)
	local _, _, _, _, _, at_ms = movement_record.head(redis.call('HGET', keys.movements, field) or '')
	return at_ms or error('CORRUPT movements ' .. field)
end

local base, base_ms = movements.opening(call, sku)
-- stylua: ignore
local first, step, count, more = sequence_page.of({ base = base, last = item.sequence, from_ms = from_ms,
	to_ms = to_ms, seen = seen, order = order, limit = limit, time_at = time_at })
local reply, fields = { 'OK', integer.text(base), integer.text(base_ms), integer.text(first), more and '1' or '0' }, {}
for i = 1, count do
	fields[i] = movements.field(sku, first + step * (i - 1))
end
if count > 0 then
	for i, movement in ipairs(redis.call('HMGET', keys.movements, unpack(fields))) do
		reply[i + 5] = movement or ''
	end
end
return reply

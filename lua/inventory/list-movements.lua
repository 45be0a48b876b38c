#!lua flags=no-writes
--- Lists the movements of a SKU, oldest first. Sequences have no gaps, so a page is read by its numbers.
---
--- KEYS: store, stock, movements
--- ARGV: sku, after_sequence, limit
--- Replies:
---   OK last_sequence movement...
---   movement is the JSON array described in lib/stock; last_sequence that of the SKU's newest
---   SKU_NOT_FOUND sku
local sku, after, limit = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local record = redis.call('HGET', keys.stock, sku)
if not record then
	return { 'SKU_NOT_FOUND', sku }
end
local last = string.match(record, '(%d+)$')
local reply, fields = { 'OK', last }, {}
for sequence = after + 1, math.min(after + limit, tonumber(last)) do
	fields[#fields + 1] = string.format('%s/%d', sku, sequence)
end
if #fields > 0 then
	for i, movement in ipairs(redis.call('HMGET', keys.movements, unpack(fields))) do
		reply[i + 2] = movement or ''
	end
end
return reply

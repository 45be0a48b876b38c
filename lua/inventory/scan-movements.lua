#!lua flags=no-writes
--- Reads movements of a SKU for the audit, also those that its record does not count, and what is recorded of it in
--- the same breath: a SKU that moved meanwhile has movements that its record counts.
---
--- KEYS: store, skus, stock, movements, sold
--- ARGV: sku, after_sequence: amount, limit: count
--- Replies:
---   OK listed on_hand reserved sold sequence opening movement...
---   listed is 1 where the list of SKUs has it, else 0; the numbers are empty where they cannot be read; opening is
---   described in inventory/generated/movement-opening-record, empty where no movement has left for the archive;
---   movement is
---   the JSON array described in inventory/parts/movements, empty where there is none
--- @include "inventory/parts/movements"
--- @include "inventory/parts/raw-stock"
local after = after_sequence

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local reply = { 'OK', redis.call('ZSCORE', keys.skus, sku) and '1' or '0' }
raw_stock.append(reply, redis.call('HGET', keys.stock, sku), redis.call('ZSCORE', keys.sold, sku))
reply[#reply + 1] = redis.call('HGET', keys.movements, movements.field(sku, 0)) or ''
local fields, place = {}, #reply
for i = 1, limit do
	fields[i] = movements.field(sku, after + i)
end
for i, movement in ipairs(redis.call('HMGET', keys.movements, unpack(fields))) do
	reply[place + i] = movement or ''
end
return reply

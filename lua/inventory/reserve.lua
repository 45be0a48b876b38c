#!lua
--- Holds units of up to 100 SKUs for a time, all lines or none.
---
--- KEYS: store, operation, journal, stock, movements, reservations, reservation_index, retired_reservations,
---   hold, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, ttl_seconds: count <= 2592000, owner, metadata,
---   lines (sku, quantity: count)... 1..100
---   owner and metadata (JSON) are `-` for none
--- Replies:
---   OK id record
---   RESERVATION_ALREADY_EXISTS id
---   CAP_EXCEEDED sku field
---   SKU_NOT_FOUND sku...
---   INSUFFICIENT_STOCK (sku requested available)...
---   the shortages follow SKUs that are unknown, as an array
--- @include "kernel/operation"
--- @include "inventory/parts/availability"

local answered = operation.answered(call)
if answered then
	return answered
end
local skus, quantities, over_cap = line_list.merge(lines.sku, lines.quantity)
if over_cap then
	return { 'CAP_EXCEEDED', over_cap, 'quantity' }
end
local known = redis.call('HEXISTS', keys.reservations, id) == 1
if known or redis.call('SISMEMBER', keys.retired_reservations, id) == 1 then
	return { 'RESERVATION_ALREADY_EXISTS', id }
end
redis.call('ZCARD', keys.reservation_index)
local again = availability.make_room(call, skus, quantities)
if again then
	return again
end
local missing, short = availability.refusals(call, skus, quantities)
if missing then
	missing[#missing + 1] = short
end
if missing or short then
	return missing or short
end

for i = 1, #skus do
	stock.move(call, skus[i], 'reservation', 0, quantities[i], nil, id)
end
local expires = integer.text(call.now_ms + ttl_seconds * 1000)
local hold = holds.new(call, id, expires, owner, metadata, skus, quantities)
holds.list(call, hold)
-- stylua: ignore
journal.add(call, 'reservation.created', '{"id":"' .. id .. '","lines":"' .. hold.packed
	.. '","expiresAtMs":' .. expires .. '}')
holds.write(call)
redis.call('SET', keys.hold, 1, 'PXAT', expires)
return operation.complete(call, { 'OK', id, hold.record })

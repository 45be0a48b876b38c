#!lua flags=no-writes
--- Lists stock by SKU, as a sale would find it.
---
--- KEYS: store, skus, stock, sold, reservations, reservation_index
--- ARGV: cursor, limit
---   cursor is the last SKU seen, or empty
--- Replies:
---   OK more (sku on_hand reserved sold sequence)...
---   more is 1 where further SKUs follow; sequence is that of the SKU's newest movement
--- @include "lib/lapsed-units"
--- @include "lib/name-page"
--- @include "lib/redis-time"
local cursor, limit = ARGV[1], tonumber(ARGV[2])

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local skus, more = name_page.read(keys.skus, cursor, limit)
local reply = { 'OK', more }
if #skus == 0 then
	return reply
end
local records = redis.call('HMGET', keys.stock, unpack(skus))
local sold = redis.call('ZMSCORE', keys.sold, unpack(skus))
local lapsed -- looked for only where a SKU of the page has units reserved
for i, sku in ipairs(skus) do
	local on_hand, reserved, sequence = string.match(records[i], '^(%d+) (%d+) (%d+)$')
	if reserved ~= '0' then
		lapsed = lapsed or lapsed_units.by_sku(redis_time.now_ms())
		reserved = lapsed_units.taken_off(reserved, lapsed[sku])
	end
	reply[#reply + 1] = sku
	reply[#reply + 1] = on_hand
	reply[#reply + 1] = reserved
	reply[#reply + 1] = sold[i] or '0'
	reply[#reply + 1] = sequence
end
return reply

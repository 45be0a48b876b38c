#!lua flags=no-writes
--- Lists stock by SKU, as a sale would find it.
---
--- KEYS: store, skus, stock, sold, reservations, reservation_index
--- ARGV: cursor, limit: count
---   cursor is the last SKU seen, or empty
--- Replies:
---   OK more (sku on_hand reserved sold)...
---   more is 1 where further SKUs follow; the numbers are empty where they cannot be read
--- @include "inventory/parts/lapsed-units"
--- @include "kernel/name-page"
--- @include "kernel/redis-time"
--- @include "inventory/parts/stock-records"

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
for i = 1, #skus do
	local sku, on_hand, reserved, units_sold = skus[i], '', '', ''
	local units, _, _, on_hand_text, reserved_text = stock_records.parse(records[i], sold[i])
	if units then
		on_hand, reserved, units_sold = on_hand_text, reserved_text, sold[i] or '0'
		if reserved ~= '0' then
			lapsed = lapsed or lapsed_units.by_sku(call, redis_time.now_ms())
			reserved = lapsed_units.taken_off(reserved, lapsed[sku])
		end
	end
	local place = #reply + 1
	reply[place], reply[place + 1], reply[place + 2], reply[place + 3] = sku, on_hand, reserved, units_sold
end
return reply

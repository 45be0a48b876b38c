#!lua flags=no-writes
--- Reads the stock of one SKU, as a sale would find it.
---
--- KEYS: store, skus, stock, movements, sold, reservations, reservation_index
--- ARGV: sku
--- Replies:
---   OK stock
---   stock is "sku onHand reserved sold"
---   SKU_NOT_FOUND sku
--- @include "inventory/parts/lapsed-units"
--- @include "kernel/redis-time"
--- @include "inventory/parts/stock-records"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local record = redis.call('HGET', keys.stock, sku)
if not record then
	stock_records.expect_none(call, sku)
	return { 'SKU_NOT_FOUND', sku }
end
local sold = redis.call('ZSCORE', keys.sold, sku)
local units, _, _, on_hand, reserved = stock_records.parse(record, sold)
if not units then
	error('CORRUPT stock ' .. sku)
elseif reserved ~= '0' then
	reserved = lapsed_units.taken_off(reserved, lapsed_units.by_sku(call, redis_time.now_ms())[sku])
end
return { 'OK', sku .. ' ' .. on_hand .. ' ' .. reserved .. ' ' .. (sold or '0') }

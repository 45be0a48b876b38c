#!lua flags=no-writes
--- Lists prices by SKU.
---
--- KEYS: store, prices, priced_skus
--- ARGV: cursor, limit: count
---   cursor is the last SKU seen, or empty
--- Replies:
---   OK more currency (sku unit_price)...
---   more is 1 where further SKUs follow; unit_price is empty where it is missing or cannot be read
--- @include "kernel/name-page"
--- @include "carts/parts/prices"
--- @include "stores/parts/store"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local skus, more = name_page.read(keys.priced_skus, cursor, limit)
local reply = { 'OK', more, call.currency }
if #skus > 0 then
	for i, record in ipairs(redis.call('HMGET', keys.prices, unpack(skus))) do
		reply[#reply + 1] = skus[i]
		reply[#reply + 1] = prices.readable(record)
	end
end
return reply

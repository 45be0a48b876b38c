#!lua flags=no-writes
--- Lists prices by SKU.
---
--- KEYS: store, prices, priced_skus
--- ARGV: cursor, limit
---   cursor is the last SKU seen, or empty
--- Replies:
---   OK more currency (sku unit_price)...
---   more is 1 where further SKUs follow; unit_price is empty where it is missing or cannot be read
--- @include "lib/name-page"
--- @include "lib/prices"
--- @include "lib/store"
local cursor, limit = ARGV[1], tonumber(ARGV[2])

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local skus, more = name_page.read(keys.priced_skus, cursor, limit)
local reply = { 'OK', more, store.currency }
if #skus > 0 then
	for i, record in ipairs(redis.call('HMGET', keys.prices, unpack(skus))) do
		reply[#reply + 1] = skus[i]
		reply[#reply + 1] = prices.readable(record)
	end
end
return reply

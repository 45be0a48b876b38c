#!lua
--- Takes carts that have expired off the lists.
---
--- KEYS: store, cart_ids, cart_deadlines, cart*
--- ARGV: limit: count
--- Replies:
---   OK looked
---   looked is how many carts it has looked at; the others of them are looked at again when they expire
--- @include "kernel/clock"
--- @include "kernel/integer"
--- @include "carts/generated/cart-record"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
redis.call('ZCARD', keys.cart_ids)
local ids = redis.call('ZRANGE', keys.cart_deadlines, '-inf', call.now_text, 'BYSCORE', 'LIMIT', '0', limit)
for i = 1, #ids do
	local record = redis.call('GET', call.keys.cart_base .. ':' .. ids[i])
	local version, expires_ms = cart_record.read(record or '')
	if version and expires_ms + 0 > call.now_ms then
		redis.call('ZADD', keys.cart_deadlines, expires_ms, ids[i])
	else
		redis.call('ZREM', keys.cart_ids, ids[i])
		redis.call('ZREM', keys.cart_deadlines, ids[i])
	end
end
return { 'OK', integer.text(#ids) }

#!lua flags=no-writes
--- Lists the last attempts to send effects to a webhook, newest or oldest first.
---
--- KEYS: store, webhooks, webhook_deliveries
--- ARGV: id, cursor: text or none, from_ms: whole or none, to_ms: whole or none, order: asc|desc, limit: count
---   cursor is the place of the last one seen; from_ms and to_ms are the first and the last millisecond
--- Replies:
---   OK more (place effect type outcome attempt status duration_ms fault)...
---   more is 1 where others follow; status is that of the answer, 0 for none
---   WEBHOOK_NOT_FOUND id
--- @include "kernel/integer"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
elseif redis.call('HEXISTS', keys.webhooks, id) == 0 then
	return { 'WEBHOOK_NOT_FOUND', id }
end
if to_ms and to_ms < 0 then
	return { 'OK', '0' }
end
local oldest, newest = from_ms and integer.text(math.max(from_ms, 0)) or '-', to_ms and integer.text(to_ms) or '+'
local behind, entries = cursor and '(' .. cursor
if order == 'asc' then
	entries = redis.call('XRANGE', keys.webhook_deliveries, behind or oldest, newest, 'COUNT', limit + 1)
else
	entries = redis.call('XREVRANGE', keys.webhook_deliveries, behind or newest, oldest, 'COUNT', limit + 1)
end
local reply = { 'OK', #entries > limit and '1' or '0' }
for i = 1, math.min(#entries, limit) do
	reply[#reply + 1] = entries[i][1]
	for place = 2, #entries[i][2], 2 do
		reply[#reply + 1] = entries[i][2][place]
	end
end
return reply

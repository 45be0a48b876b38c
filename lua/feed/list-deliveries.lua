#!lua flags=no-writes
--- Lists the last attempts to send effects to a webhook, newest first.
---
--- KEYS: store, webhooks, webhook_deliveries
--- ARGV: id, cursor, limit: count
---   cursor is the place of the last one seen, or empty
--- Replies:
---   OK more (place effect type outcome attempt status duration_ms fault)...
---   more is 1 where older ones follow; status is that of the answer, 0 for none
---   WEBHOOK_NOT_FOUND id
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
elseif redis.call('HEXISTS', keys.webhooks, id) == 0 then
	return { 'WEBHOOK_NOT_FOUND', id }
end
local from = cursor ~= '' and '(' .. cursor or '+'
local entries = redis.call('XREVRANGE', keys.webhook_deliveries, from, '-', 'COUNT', limit + 1)
local reply = { 'OK', #entries > limit and '1' or '0' }
for i = 1, math.min(#entries, limit) do
	reply[#reply + 1] = entries[i][1]
	for place = 2, #entries[i][2], 2 do
		reply[#reply + 1] = entries[i][2][place]
	end
end
return reply

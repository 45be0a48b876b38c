#!lua flags=no-writes
--- Lists all webhooks of a store: there are at most 50.
---
--- KEYS: store, webhooks, webhook_progress
--- ARGV:
--- Replies:
---   OK (id record progress)...
---   records of webhooks and webhook_progress (contract/records/webhook.ts)
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local found, reply = redis.call('HGETALL', keys.webhooks), { 'OK' }
for i = 1, #found, 2 do
	reply[#reply + 1], reply[#reply + 2] = found[i], found[i + 1]
	reply[#reply + 1] = redis.call('HGET', keys.webhook_progress, found[i]) or ''
end
return reply

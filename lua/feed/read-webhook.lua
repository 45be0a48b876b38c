#!lua flags=no-writes
--- Reads a webhook.
---
--- KEYS: store, webhooks, webhook_progress
--- ARGV: id
--- Replies:
---   OK record progress
---   records of webhooks and webhook_progress (contract/records/webhook.ts)
---   WEBHOOK_NOT_FOUND id
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local record = redis.call('HGET', keys.webhooks, id)
if not record then
	return { 'WEBHOOK_NOT_FOUND', id }
end
return { 'OK', record, redis.call('HGET', keys.webhook_progress, id) or '' }

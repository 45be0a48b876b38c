#!lua
--- Deletes a webhook, with what is known of its deliveries.
---
--- KEYS: store, operation, journal, webhooks, webhook_progress, webhook_deliveries
--- ARGV: operation_id, fingerprint, record_ttl_ms, id
--- Replies:
---   OK id
---   WEBHOOK_NOT_FOUND id
--- @include "feed/parts/webhooks"

local found, reply = webhooks.begin(call, id)
if not found then
	return reply
end
redis.call('HDEL', keys.webhooks, id)
redis.call('HDEL', keys.webhook_progress, id)
redis.call('DEL', keys.webhook_deliveries)
feed_events.webhook_deleted(call, id)
return operation.complete(call, { 'OK', id })

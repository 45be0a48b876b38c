#!lua
--- Gives a webhook another secret. Both sign for a while, so that no receiver refuses what it is sent meanwhile.
---
--- KEYS: store, operation, journal, webhooks, webhook_progress
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, secret, overlap_ms: count
---   secret is the new one, encrypted
--- Replies:
---   OK record
---   record is one of webhooks (contract/records/webhook.ts)
---   WEBHOOK_NOT_FOUND id
--- @include "feed/parts/webhooks"

local found, progress = webhooks.begin(call, id)
if not found then
	return progress
end
found.old_secret, found.old_until_ms = found.secret, integer.text(call.now_ms + overlap_ms)
found.secret = secret
-- Who sends at the moment reads the secrets anew.
webhooks.release(progress)
feed_events.webhook_secret_rotated(call, id)
webhooks.write_progress(call, id, progress)
return operation.complete(call, { 'OK', webhooks.write(call, id, found) })

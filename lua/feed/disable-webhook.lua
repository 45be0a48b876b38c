#!lua
--- Ends sending to a webhook that took nothing for too long, unless somebody else sends to it by now.
---
--- KEYS: store, operation, journal, webhooks, webhook_progress
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, fence: count
--- Replies:
---   OK status
---   status is `disabled`, or `lost` where somebody else sends by now
---   WEBHOOK_NOT_FOUND id
--- @include "feed/parts/webhooks"

local found, progress = webhooks.begin(call, id)
if not found then
	return progress
elseif progress.fence ~= fence then
	return { 'OK', 'lost' }
end
found.state = 'disabled'
webhooks.begin_anew(progress)
feed_events.webhook_disabled(call, id)
webhooks.write(call, id, found)
webhooks.write_progress(call, id, progress)
return operation.complete(call, { 'OK', 'disabled' })

#!lua
--- Sends effects to a webhook once more, from a position on; the lane that it has goes on from there.
---
--- KEYS: store, operation, journal, webhooks, webhook_progress
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, after
---   after is the id of an effect, as list-journal has it
--- Replies:
---   OK record progress
---   records of webhooks and webhook_progress (contract/records/webhook.ts)
---   WEBHOOK_NOT_FOUND id
--- @include "feed/parts/webhooks"

local found, progress = webhooks.begin(call, id)
if not found then
	return progress
end
progress.position = after
webhooks.begin_anew(progress)
feed_events.webhook_replayed(call, id, after)
return operation.complete(call, { 'OK', found.record, webhooks.write_progress(call, id, progress) })

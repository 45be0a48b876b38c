#!lua
--- Puts a webhook: makes it, or changes its settings and has it sent to again where it was disabled.
---
--- KEYS: store, operation, journal, webhooks, webhook_progress
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, url, types: text or none, description: text or none, secret
---   types has commas between; secret is the one of a new webhook, encrypted
--- Replies:
---   OK status record
---   status is `created`, `changed` or `found`; record is one of webhooks (contract/records/webhook.ts)
---   TOO_MANY_WEBHOOKS most
--- @include "kernel/json"
--- @include "feed/parts/webhooks"

local answered = operation.answered(call)
if answered then
	return answered
end
local found, progress = webhooks.read(call, id)
if not found then
	if redis.call('HLEN', keys.webhooks) >= webhooks.at_most then
		return { 'TOO_MANY_WEBHOOKS', integer.text(webhooks.at_most) }
	end
	feed_events.webhook_created(call, id, json.text(call, url))
	found = { state = 'active', created_ms = call.now_text, secret = secret }
	found.url, found.types, found.description = url, types, description
	local record = webhooks.write(call, id, found)
	local reply, position = operation.complete(call, { 'OK', 'created', record })
	webhooks.write_progress(call, id, { position = position, attempts = 0, fence = 1 })
	return reply
end
local is_same = found.url == url and found.types == types and found.description == description
if is_same and found.state == 'active' then
	return operation.complete(call, { 'OK', 'found', found.record })
end
found.state, found.url, found.types, found.description = 'active', url, types, description
webhooks.begin_anew(progress)
feed_events.webhook_changed(call, id, json.text(call, url))
local record = webhooks.write(call, id, found)
webhooks.write_progress(call, id, progress)
return operation.complete(call, { 'OK', 'changed', record })

#!lua
--- Notes what became of an attempt to send an effect, or that effects need not be sent, and has the process go on.
---
--- KEYS: store, webhooks, webhook_progress, webhook_deliveries
--- ARGV: id, fence: count, lease_ms: count, outcome: passed|delivered|failed, position,
---   retry_ms: amount, effect: text or none, effect_type: text or none, status: amount,
---   duration_ms: amount, fault: text or none
---   position is the last effect that needs not be sent any more; retry_ms is the wait before the next attempt; status
---   is that of the answer, 0 for none
--- Replies:
---   OK status
---   status is `noted`, or `lost` where somebody else sends by now
---   WEBHOOK_NOT_FOUND id
--- @include "kernel/clock"
--- @include "feed/parts/webhooks"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local KEPT = 500
local found, progress = webhooks.read(call, id)
if not found then
	return { 'WEBHOOK_NOT_FOUND', id }
elseif progress.fence ~= fence or found.state ~= 'active' then
	return { 'OK', 'lost' }
end
redis.call('XLEN', keys.webhook_deliveries)
local attempt = progress.attempts + 1
if outcome == 'failed' then
	progress.attempts, progress.failing_ms = attempt, progress.failing_ms or call.now_text
	progress.next_ms = integer.text(call.now_ms + retry_ms)
else
	progress.position, progress.attempts, progress.failing_ms, progress.next_ms = position, 0, false, false
end
progress.lease_ms = integer.text(call.now_ms + lease_ms)
webhooks.write_progress(call, id, progress)
if outcome ~= 'passed' then
	-- stylua: ignore
	redis.call('XADD', keys.webhook_deliveries, 'MAXLEN', '~', KEPT, '*', 'effect', effect or '',
		'type', effect_type or '', 'outcome', outcome, 'attempt', attempt, 'status', status,
		'duration_ms', duration_ms, 'fault', fault or '')
end
return { 'OK', 'noted' }

#!lua
--- Has a process send to the webhooks that nobody sends to at the moment, or that it sends to already; those that
--- are to wait are left out.
---
--- KEYS: store, journal, webhooks, webhook_progress
--- ARGV: owner, lease_ms: count
---   owner names the process
--- Replies:
---   OK (id record progress)...
---   records of webhooks and webhook_progress (contract/records/webhook.ts), with the fence that this owner has
--- @include "kernel/clock"
--- @include "kernel/effect-id"
--- @include "feed/parts/webhooks"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local reply, ids = { 'OK' }, redis.call('HKEYS', keys.webhooks)
if #ids == 0 then
	return reply
end
-- Who has seen the newest entry to its end has nothing to send; where that is not kept, all look.
local newest = redis.call('XREVRANGE', keys.journal, '+', '-', 'COUNT', 1)[1]
local seen = newest and effect_id.last(newest)
for _, id in ipairs(ids) do
	local found, progress = webhooks.read(call, id)
	local is_free = progress.owner == owner or tonumber(progress.lease_ms or '0') <= call.now_ms
	local has_all = progress.position == seen
	if found.state == 'active' and is_free and not has_all and tonumber(progress.next_ms or '0') <= call.now_ms then
		if progress.owner ~= owner then
			progress.owner, progress.fence = owner, progress.fence + 1
		end
		progress.lease_ms = integer.text(call.now_ms + lease_ms)
		local place = #reply
		reply[place + 1], reply[place + 2] = id, found.record
		reply[place + 3] = webhooks.write_progress(call, id, progress)
	end
end
return reply

-- Webhooks of a store: their settings, and how far each has come. There are few, so that all of them are read at once.
--- @include "kernel/operation"
--- @include "kernel/integer"
--- @include "feed/generated/webhook-record"
--- @include "feed/generated/webhook-progress-record"
--- @include "feed/generated/feed-events"
local webhooks = { at_most = 50 }

--- The settings of a webhook as a table, and its progress; nil where there is none.
function webhooks.read(call, id)
	local record = redis.call('HGET', call.keys.webhooks, id)
	local progress = redis.call('HGET', call.keys.webhook_progress, id)
	if not record then
		return nil
	end
	return webhook_record.read(record) or error('CORRUPT webhooks ' .. id),
		webhook_progress_record.read(progress or '') or error('CORRUPT webhook_progress ' .. id)
end

--- The webhook that a call changes, and its progress; or nil and what to answer at once.
function webhooks.begin(call, id)
	local answered = operation.answered(call)
	if answered then
		return nil, answered
	end
	local found, progress = webhooks.read(call, id)
	if not found then
		return nil, { 'WEBHOOK_NOT_FOUND', id }
	end
	return found, progress
end

--- Writes settings, and returns their record.
function webhooks.write(call, id, found)
	-- stylua: ignore
	local record = webhook_record.write(found.state, found.created_ms, call.now_text, found.secret, found.old_secret,
		found.old_until_ms, found.types, found.url, found.description)
	redis.call('HSET', call.keys.webhooks, id, record)
	return record
end

--- Writes progress, and returns its record.
function webhooks.write_progress(call, id, progress)
	-- stylua: ignore
	local record = webhook_progress_record.write(progress.position, integer.text(progress.attempts),
		progress.failing_ms or '0', progress.next_ms or '0', integer.text(progress.fence), progress.owner,
		progress.lease_ms or '0')
	redis.call('HSET', call.keys.webhook_progress, id, record)
	return record
end

--- Has who sends at the moment send no more.
function webhooks.release(progress)
	progress.fence, progress.owner, progress.lease_ms = progress.fence + 1, false, false
end

--- Forgets failures, and has who sends at the moment send no more.
function webhooks.begin_anew(progress)
	progress.attempts, progress.failing_ms, progress.next_ms = 0, false, false
	webhooks.release(progress)
end

return webhooks

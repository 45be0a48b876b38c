-- Tells sweepers which members of an index of deadlines (kernel/time-index) are due.
--
-- Needs KEYS: store, the index, and a hash with the sweepers' totals `released` and `orphans`.
--- @include "kernel/clock"
--- @include "kernel/integer"
--- @include "kernel/time-index"
local due = {}

--- The reply to a sweeper: OK now_ms due oldest_deadline_ms released_total orphans_total pending member... The members
--- are the oldest under the prefix whose deadline has passed, at most `limit`, and behind the member `after` where that
--- is given; oldest_deadline_ms is 0 where nothing is due, and pending counts those whose deadline is to come.
function due.reply(call, index, prefix, totals_key, limit, after)
	if redis.call('EXISTS', call.keys.store) == 0 then
		return { 'STORE_NOT_FOUND' }
	end
	local members = time_index.due(index, prefix, call.now_ms, limit, after and '(' .. after)
	local count = time_index.count_due(index, prefix, call.now_ms)
	local oldest_ms = members[1] and time_index.time(members[1]) or '0'
	local totals = redis.call('HMGET', totals_key, 'released', 'orphans')
	local now_ms, count_text = integer.text(call.now_ms), integer.text(count)
	local pending = integer.text(time_index.count(index, prefix) - count)
	return { 'OK', now_ms, count_text, oldest_ms, totals[1] or '0', totals[2] or '0', pending, unpack(members) }
end

return due

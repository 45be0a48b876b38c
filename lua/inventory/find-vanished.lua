#!lua flags=no-writes
--- Finds holds whose expiry key has vanished before their deadline, page by page. Those whose deadline has passed are
--- for inventory/find-due.
---
--- KEYS: store, reservation_index, hold*
--- ARGV: cursor, limit: count
---   cursor is empty to begin with
--- Replies:
---   OK next_cursor member...
---   members as inventory/release-due takes them; next_cursor is empty at the end
--- @include "kernel/clock"
--- @include "inventory/parts/expiry-keys"
--- @include "kernel/time-index"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local from = time_index.from_now('s/active', cursor, call.now_ms, call.now_text)
local members = time_index.page(keys.reservation_index, 's/active', from, limit)
return { 'OK', members[limit] or '', unpack(expiry_keys.vanished(call, members)) }

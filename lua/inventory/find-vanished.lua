#!lua flags=no-writes
--- Finds holds whose expiry key has vanished before their deadline, page by page. Those whose deadline has passed are
--- for inventory/find-due.
---
--- KEYS: store, reservation_index, hold*
--- ARGV: cursor, limit
---   cursor is empty to begin with
--- Replies:
---   OK next_cursor member...
---   members as inventory/release-due takes them; next_cursor is empty at the end
--- @include "lib/clock"
--- @include "lib/expiry-keys"
--- @include "lib/time-index"
local cursor, limit = ARGV[1], tonumber(ARGV[2])

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local from = time_index.from_now('s/active', cursor, clock)
local members = time_index.page(keys.reservation_index, 's/active', from, limit)
return { 'OK', members[limit] or '', unpack(expiry_keys.vanished(members)) }

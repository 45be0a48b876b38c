#!lua flags=no-writes
--- Lists reservations under a prefix of their index.
---
--- KEYS: store, reservations, reservation_index
--- ARGV: prefix, order, cursor, limit
---   prefix is `s`, `s/<state>`, `k/<sku>` or `o/<owner>`; order `asc` or `desc`; cursor the last member seen, or empty
--- Replies:
---   OK now_ms next_cursor (id record)...
---   next_cursor is empty on the last page
--- @include "lib/clock"
--- @include "lib/record-page"
local prefix, order, cursor, limit = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
if prefix == 's/active' and cursor == '' then
	cursor = 's/active/' .. clock.now_text -- those before it are over
end
-- stylua: ignore
local ids, records, next_cursor = record_page.read({ index = keys.reservation_index, records = keys.reservations,
	prefix = prefix, cursor = cursor, limit = limit, descending = order == 'desc' })
return record_page.append({ 'OK', clock.now_text, next_cursor }, ids, records)

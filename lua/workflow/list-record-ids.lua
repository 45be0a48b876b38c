#!lua
--- Lists a page of the records by their ids, which releases up to 1.0.0 did not.
---
--- KEYS: store, records, record_ids
--- ARGV: cursor, limit: count <= 1000
---   cursor is `0` for the beginning; limit is about how many records a page has
--- Replies:
---   OK cursor size seen upgraded
---   cursor is `0` behind the last page; size is how many records there are in all; of this page, how many it has and
---   how many of them were not listed
--- @include "kernel/bulk"
--- @include "kernel/integer"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local before = redis.call('ZCARD', keys.record_ids)
local next_cursor, found = unpack(redis.call('HSCAN', keys.records, cursor, 'COUNT', limit))
local members = {}
for i = 1, #found, 2 do
	members[i], members[i + 1] = '0', found[i]
end
bulk.zadd(keys.record_ids, members)
local listed = redis.call('ZCARD', keys.record_ids) - before
local size = integer.text(redis.call('HLEN', keys.records))
return { 'OK', next_cursor, size, integer.text(#found / 2), integer.text(listed) }

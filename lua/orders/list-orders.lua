#!lua flags=no-writes
--- Lists orders under a prefix of their index, newest first.
---
--- KEYS: store, orders, order_index
--- ARGV: prefix, cursor, limit
---   prefix is `a`, `s/<state>` or `c/<customer>`; cursor the last member seen, or empty
--- Replies:
---   OK next_cursor (id record)...
---   next_cursor is empty on the last page
--- @include "lib/time-index"
local prefix, cursor, limit = ARGV[1], ARGV[2], tonumber(ARGV[3])

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local members = time_index.page(keys.order_index, prefix, cursor, limit + 1, true)
local reply, ids = { 'OK', '' }, {}
if #members > limit then
	members[#members] = nil
	reply[2] = members[limit]
end
for i, member in ipairs(members) do
	ids[i] = time_index.id(member)
end
if #ids > 0 then
	for i, record in ipairs(redis.call('HMGET', keys.orders, unpack(ids))) do
		if record then
			reply[#reply + 1] = ids[i]
			reply[#reply + 1] = record
		end
	end
end
return reply

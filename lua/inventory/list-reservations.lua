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
--- @include "lib/time-index"
local prefix, order, cursor, limit = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
if prefix == 's/active' and cursor == '' then
	cursor = string.format('s/active/%013.0f', clock.now_ms) -- those before it are over
end
local members = time_index.page(keys.reservation_index, prefix, cursor, limit + 1, order == 'desc')
local reply = { 'OK', string.format('%.0f', clock.now_ms), '' }
if #members > limit then
	members[#members] = nil
	reply[3] = members[limit]
end
local ids = {}
for i, member in ipairs(members) do
	ids[i] = time_index.id(member)
end
if #ids > 0 then
	for i, record in ipairs(redis.call('HMGET', keys.reservations, unpack(ids))) do
		if record then
			reply[#reply + 1] = ids[i]
			reply[#reply + 1] = record
		end
	end
end
return reply

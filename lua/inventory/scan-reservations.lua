#!lua flags=no-writes
--- Walks the records of all reservations for the audit and gives the active ones, and those that cannot be read; a
--- reservation may come up twice.
---
--- KEYS: store, reservations
--- ARGV: cursor, page: count
---   cursor is 0 to begin with
--- Replies:
---   OK next_cursor (id record)...
---   next_cursor is 0 at the end; record is empty where it cannot be read
--- @include "inventory/parts/reservation-view"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end

local found = redis.call('HSCAN', keys.reservations, cursor, 'COUNT', page)
local reply = { 'OK', found[1] }
for i = 1, #found[2], 2 do
	local id, record = found[2][i], found[2][i + 1]
	local whole = reservation_view.is_whole(record)
	if not whole or reservation_record.times(record) == 'active' then
		reply[#reply + 1] = id
		reply[#reply + 1] = whole and record or ''
	end
end
return reply

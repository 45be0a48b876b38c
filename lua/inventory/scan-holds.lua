#!lua flags=no-writes
--- Walks the records of all reservations for the audit and gives the active ones; a hold may come up twice.
---
--- KEYS: store, reservations
--- ARGV: cursor, count
---   cursor is 0 to begin with
--- Replies:
---   OK next_cursor (id record)...
---   next_cursor is 0 at the end
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local page = redis.call('HSCAN', keys.reservations, ARGV[1], 'COUNT', ARGV[2])
local reply = { 'OK', page[1] }
for i = 1, #page[2], 2 do
	if string.find(page[2][i + 1], '^active ') then
		reply[#reply + 1] = page[2][i]
		reply[#reply + 1] = page[2][i + 1]
	end
end
return reply

#!lua flags=no-writes
--- Reads the journal, oldest first.
---
--- KEYS: store, journal
--- ARGV: after, limit
---   after is the id of the last entry seen, or empty
--- Replies:
---   OK more (id type operation_id data)...
---   more is 1 where further entries follow
local after, limit = ARGV[1], tonumber(ARGV[2])

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local from = after ~= '' and '(' .. after or '-'
local entries = redis.call('XRANGE', keys.journal, from, '+', 'COUNT', limit + 1)
local reply = { 'OK', #entries > limit and '1' or '0' }
for i = 1, math.min(#entries, limit) do
	local fields = entries[i][2]
	reply[#reply + 1] = entries[i][1]
	reply[#reply + 1] = fields[2]
	reply[#reply + 1] = fields[4]
	reply[#reply + 1] = fields[6]
end
return reply

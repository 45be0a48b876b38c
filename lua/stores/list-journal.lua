#!lua flags=no-writes
--- Reads the journal, oldest first.
---
--- KEYS: store, journal
--- ARGV: after, limit
---   after is the id of the last effect seen, or empty
--- Replies:
---   OK more (id type operation_id data)...
---   more is 1 where further effects follow
---   id is that of the stream's entry, and after the first effect of an entry also `-` and how many stand before it
local after, limit = ARGV[1], tonumber(ARGV[2])

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local entry_seen, effects_seen = string.match(after, '^(%d+%-%d+)%-?(%d*)$')
local seen = entry_seen and (tonumber(effects_seen) or 0) + 1 or 0
local reply = { 'OK', '0' }
-- Of an entry that was seen in part, the rest comes first.
local from = entry_seen or '-'
-- Entries may hold 16 effects each or one: few at first, and more of them the longer the page is not full.
local count = 2
repeat
	count = 2 * count
	local entries = redis.call('XRANGE', keys.journal, from, '+', 'COUNT', count)
	for _, entry in ipairs(entries) do
		local id, fields = entry[1], entry[2]
		for i = id == entry_seen and seen or 0, #fields / 2 - 2 do
			if #reply - 2 == 4 * limit then
				reply[2] = '1'
				return reply
			end
			reply[#reply + 1] = i == 0 and id or string.format('%s-%d', id, i)
			reply[#reply + 1] = fields[2 * i + 3]
			reply[#reply + 1] = fields[2]
			reply[#reply + 1] = fields[2 * i + 4]
		end
		from = '(' .. id
	end
until #entries < count
return reply

#!lua flags=no-writes
--- Reads the journal, oldest or newest first.
---
--- KEYS: store, journal
--- ARGV: after: text or none, following: text or none, from_ms: whole or none, to_ms: whole or none,
---   order: asc|desc, limit: count
---   after is the id of the last effect seen; following is the id of the entry that held the next effect when `after`
---   was read, where that is known; from_ms and to_ms are the first and the last millisecond of the effects
--- Replies:
---   OK following (id type source data)...
---   following is the id of the entry that holds the next effect, empty where there is none yet
---   source is the field `o` of the entry (lua/kernel/journal.lua)
---   id is that of the stream's entry, and after the first effect of an entry also `-` and how many stand before it
---   POSITION_GONE oldest
---   oldest is the id of the first effect that is kept, or empty
--- @include "kernel/integer"
--- @include "kernel/effect-id"
--- @include "stores/parts/journal-position"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
elseif to_ms and to_ms < 0 then
	return { 'OK', '' }
end
local reversed = order == 'desc'
local entry_seen, effects_seen = string.match(after or '', '^(%d+%-%d+)%-?(%d*)$')
local seen_ms = entry_seen and string.match(entry_seen, '^%d+') + 0
if seen_ms and (not reversed and from_ms and seen_ms < from_ms or reversed and to_ms and seen_ms > to_ms) then
	entry_seen = nil -- it lies before all that is asked for
end
local seen = tonumber(effects_seen) or 0
local oldest, newest = from_ms and integer.text(math.max(from_ms, 0)) or '-', to_ms and integer.text(to_ms) or '+'
-- Where an entry was seen in part, its rest comes first.
local from, to = entry_seen or oldest, newest
if reversed then
	from, to = entry_seen or newest, oldest
end

local function read(first, at_most)
	if reversed then
		return redis.call('XREVRANGE', keys.journal, first, to, 'COUNT', at_most)
	end
	return redis.call('XRANGE', keys.journal, first, to, 'COUNT', at_most)
end

--- The places of the first and the last effect of an entry that are listed, in the order asked for.
local function effects_of(id, count)
	if reversed then
		return id == entry_seen and math.min(seen, count) - 1 or count - 1, 0, -1
	end
	return id == entry_seen and seen + 1 or 0, count - 1, 1
end

local reply = { 'OK', '' }
-- Entries may hold 16 effects each or one: few at first, and more of them the longer the page is not full.
local count = 2
repeat
	count = 2 * count
	local entries = read(from, count)
	local found = entries[1] and entries[1][1] or ''
	if from == entry_seen and found ~= from then
		local refusal = reversed and journal_position.refusal_before(call, from)
			or not reversed and journal_position.refusal(call, from, following or '', found)
		if refusal then
			return refusal
		end
	end
	for _, entry in ipairs(entries) do
		local id, fields = entry[1], entry[2]
		local first, last, step = effects_of(id, effect_id.count(fields))
		for i = first, last, step do
			if #reply - 2 == 4 * limit then
				reply[2] = id
				return reply
			end
			reply[#reply + 1] = effect_id.of(id, i)
			reply[#reply + 1] = fields[2 * i + 3]
			reply[#reply + 1] = fields[2]
			reply[#reply + 1] = fields[2 * i + 4]
		end
		from = '(' .. id
	end
until #entries < count
return reply

#!lua flags=no-writes
--- Reads the journal, oldest first.
---
--- KEYS: store, journal
--- ARGV: after: text or none, following: text or none, from_ms: whole or none, to_ms: whole or none, limit: count
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
local entry_seen, effects_seen = string.match(after or '', '^(%d+%-%d+)%-?(%d*)$')
if entry_seen and from_ms and string.match(entry_seen, '^%d+') + 0 < from_ms then
	entry_seen = nil -- it lies before all that is asked for
end
local seen = entry_seen and (tonumber(effects_seen) or 0) + 1 or 0
local reply = { 'OK', '' }
-- Where an entry was seen in part, its rest comes first.
local from = entry_seen or from_ms and integer.text(math.max(from_ms, 0)) or '-'
local to = to_ms and integer.text(to_ms) or '+'
-- Entries may hold 16 effects each or one: few at first, and more of them the longer the page is not full.
local count = 2
repeat
	count = 2 * count
	local entries = redis.call('XRANGE', keys.journal, from, to, 'COUNT', count)
	local first = entries[1] and entries[1][1] or ''
	local refusal = from == entry_seen
		and first ~= from
		and journal_position.refusal(call, from, following or '', first)
	if refusal then
		return refusal
	end
	for _, entry in ipairs(entries) do
		local id, fields = entry[1], entry[2]
		for i = id == entry_seen and seen or 0, effect_id.count(fields) - 1 do
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

#!lua
--- Takes the first entries out of the journal, which the archive has.
---
--- KEYS: store, journal, trimmed
--- ARGV: first, first_effect, through, effects: count <= 10000
---   first and through are the ids of the first entry and of the last one that leaves, first_effect that of the first
---   effect; effects is how many they hold
--- Replies:
---   OK entries
---   how many left; 0 where the journal begins with another one meanwhile
--- @include "kernel/integer"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local begins = redis.call('XRANGE', keys.journal, '-', '+', 'COUNT', 1)[1]
if not begins or begins[1] ~= first then
	return { 'OK', '0' }
end
local before = redis.call('HMGET', keys.trimmed, 'effects', 'entries', 'first')
local ms, sequence = string.match(through, '^(%d+)%-(%d+)$')
local entries = redis.call('XTRIM', keys.journal, 'MINID', ms .. '-' .. integer.text(sequence + 1))
local counts = { integer.text((before[1] or 0) + effects), integer.text((before[2] or 0) + entries) }
-- stylua: ignore
redis.call('HSET', keys.trimmed, 'effects', counts[1], 'entries', counts[2], 'first', before[3] or first_effect,
	'last', through)
return { 'OK', integer.text(entries) }

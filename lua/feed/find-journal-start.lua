#!lua flags=no-writes
--- Finds where the journal begins, for whoever takes effects out of it that the archive has.
---
--- KEYS: store, journal, trimmed
--- ARGV:
--- Replies:
---   OK now_ms entry effects entries first last
---   entry is the id of the first entry, empty for none; the others are those of `trimmed`, empty where none has left
---   for the archive
--- @include "kernel/clock"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local first = redis.call('XRANGE', keys.journal, '-', '+', 'COUNT', 1)[1]
local reply = { 'OK', call.now_text, first and first[1] or '' }
for i, value in ipairs(redis.call('HMGET', keys.trimmed, 'effects', 'entries', 'first', 'last')) do
	reply[i + 3] = value or ''
end
return reply

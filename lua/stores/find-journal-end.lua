#!lua flags=no-writes
--- Finds the end of the journal, for those who follow what comes.
---
--- KEYS: store, journal
--- ARGV:
--- Replies:
---   OK id
---   id is that of the last effect, as list-journal has it; where the last entry is not kept, the id of that
--- @include "kernel/effect-id"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
elseif redis.call('EXISTS', keys.journal) == 0 then
	return { 'OK', '0-0' }
end
local info, facts = redis.call('XINFO', 'STREAM', keys.journal), {}
for i = 1, #info, 2 do
	facts[info[i]] = info[i + 1]
end
local id, last = facts['last-generated-id'], facts['last-entry']
return { 'OK', last and last[1] == id and effect_id.last(last) or id }

#!lua flags=no-writes
--- Lists instances under a prefix of their index, newest first.
---
--- KEYS: store, definitions, instances, instance_index
--- ARGV: prefix, cursor, limit
---   prefix is `a`, `d/<definition>` or `s/<definition>/<state>`; cursor the last member seen, or empty
--- Replies:
---   OK next_cursor (id definition definition_version state version created_at_ms updated_at_ms allowed data)...
---   next_cursor is empty on the last page
--- @include "workflow/instance"
local prefix, cursor, limit = ARGV[1], ARGV[2], tonumber(ARGV[3])

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local members = time_index.page(keys.instance_index, prefix, cursor, limit + 1, true)
local reply = { 'OK', '' }
if #members > limit then
	members[#members] = nil
	reply[2] = members[limit]
end
for _, member in ipairs(members) do
	instance.append(reply, instance.read(time_index.id(member)))
end
return reply

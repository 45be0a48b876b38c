#!lua flags=no-writes
--- Lists instances under a prefix of their index, newest first.
---
--- KEYS: store, definitions, instances, instance_index
--- ARGV: prefix, cursor: text or none, limit: count
---   prefix is `a`, `d/<definition>` or `s/<definition>/<state>`; cursor the last member seen
--- Replies:
---   OK next_cursor (id definition definition_version state version created_at_ms updated_at_ms allowed data)...
---   next_cursor is empty on the last page; all but the id is empty where the record is missing or unreadable
--- @include "kernel/record-page"
--- @include "workflow/parts/instance"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
-- stylua: ignore
local ids, records, next_cursor = record_page.read({ index = keys.instance_index, records = keys.instances,
	prefix = prefix, cursor = cursor or '', limit = limit, descending = true })
local reply = { 'OK', next_cursor }
for i, id in ipairs(ids) do
	local found = instance.readable(call, id, records[i] or '')
	if found then
		instance.append(reply, found)
	else
		reply[#reply + 1] = id
		for _ = 2, 9 do
			reply[#reply + 1] = ''
		end
	end
end
return reply

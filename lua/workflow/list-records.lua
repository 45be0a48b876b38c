#!lua flags=no-writes
--- Lists records by id.
---
--- KEYS: store, records, record_ids
--- ARGV: prefix: text or none, cursor: text or none, limit: count
---   cursor is the last id seen; prefix begins the ids
--- Replies:
---   OK is_whole next_cursor (id record)...
---   is_whole is 0, and the page empty,
---   where records of an older release are not listed yet (workflow/list-record-ids);
---   next_cursor is empty on the last page. A page ends early where its records are large
--- @include "kernel/name-page"

-- How many records are read at once, and the bytes after which a page ends.
local at_once, max_bytes = 10, 1024 * 1024

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
elseif redis.call('ZCARD', keys.record_ids) < redis.call('HLEN', keys.records) then
	return { 'OK', '0', '' }
end
local ids, more = name_page.read(keys.record_ids, cursor or '', limit, prefix)
local reply, bytes, seen = { 'OK', '1', '' }, 0, 0
while seen < #ids and bytes < max_bytes do
	local last = math.min(seen + at_once, #ids)
	for i, kept in ipairs(redis.call('HMGET', keys.records, unpack(ids, seen + 1, last))) do
		if kept then -- a release up to 1.0.0 may have deleted it
			reply[#reply + 1], reply[#reply + 2] = ids[seen + i], kept
			bytes = bytes + #kept
		end
	end
	seen = last
end
reply[3] = (more == '1' or seen < #ids) and ids[seen] or ''
return reply

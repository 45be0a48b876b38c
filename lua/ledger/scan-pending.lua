#!lua flags=no-writes
--- Reads pending transfers page by page, for the audit.
---
--- KEYS: store, transfers, transfer_index
--- ARGV: cursor, limit
---   cursor is the last member of the index seen, or empty
--- Replies:
---   OK next_cursor (id record)...
---   record is described in lib/transfer-records, empty where there is none; next_cursor is empty on the last page
--- @include "lib/integer"
--- @include "lib/time-index"
local cursor, limit = ARGV[1], integer.positive(ARGV[2])

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local members = time_index.page(keys.transfer_index, 's/pending', cursor, limit + 1, false)
local reply, ids = { 'OK', '' }, {}
if #members > limit then
	members[limit + 1], reply[2] = nil, members[limit]
end
for i, member in ipairs(members) do
	ids[i] = time_index.id(member)
end
if #ids > 0 then
	for i, record in ipairs(redis.call('HMGET', keys.transfers, unpack(ids))) do
		reply[#reply + 1] = ids[i]
		reply[#reply + 1] = record or ''
	end
end
return reply

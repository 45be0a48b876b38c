#!lua flags=no-writes
--- Lists waits under a prefix of their index.
---
--- KEYS: store, waits, wait_index
--- ARGV: prefix, order: asc|desc, cursor, limit: count
---   prefix is `k`, `k/<sku>` or `o/<owner>`; cursor the last member seen, or empty
--- Replies:
---   OK next_cursor (id record position)...
---   next_cursor is empty on the last page; record is empty where it cannot be read, position where it waits no more
--- @include "inventory/parts/waits"
--- @include "kernel/record-page"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
-- stylua: ignore
local ids, records, next_cursor = record_page.read({ index = keys.wait_index, records = keys.waits, prefix = prefix,
	cursor = cursor, limit = limit, descending = order == 'desc' })
local reply = { 'OK', next_cursor }
for i = 1, #ids do
	local wait = records[i] and wait_record.read(records[i], ids[i])
	local place = #reply
	reply[place + 1], reply[place + 2] = ids[i], wait and waits.shown(call, wait) or ''
	reply[place + 3] = wait and wait.state == 'waiting' and waits.position(call, wait) or ''
end
return reply

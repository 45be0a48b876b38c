#!lua flags=no-writes
--- Reads pending transfers page by page, for the audit.
---
--- KEYS: store, transfers, transfer_index
--- ARGV: cursor, limit: count
---   cursor is the last member of the index seen, or empty
--- Replies:
---   OK next_cursor (id record)...
---   record is described in ledger/generated/transfer-record, empty where there is none; next_cursor is empty on the
---   last page
--- @include "kernel/integer"
--- @include "kernel/record-page"
--- @include "ledger/parts/transfer-records"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
-- stylua: ignore
local ids, records, next_cursor = record_page.read({ index = keys.transfer_index, records = keys.transfers,
	prefix = transfer_records.pending_prefix, cursor = cursor, limit = limit })
local reply = { 'OK', next_cursor }
for i, id in ipairs(ids) do
	reply[#reply + 1] = id
	reply[#reply + 1] = records[i] or ''
end
return reply

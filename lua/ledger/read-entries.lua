#!lua flags=no-writes
--- Reads the entries of an account from one sequence on, oldest first.
---
--- KEYS: store, entries, transfers
--- ARGV: key, first: count, limit: count
---   key is that of an account; it must have all these entries
--- Replies:
---   OK base record...
---   base is the sequence of the last entry that has left for the archive, 0 for none; records are those of the entries
---   (ledger/generated/entry-record), and behind them that of the transfer of each (ledger/generated/transfer-record);
---   each is empty where there is none
--- @include "kernel/integer"
--- @include "ledger/parts/entry-openings"
--- @include "ledger/generated/entry-record"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local fields, ids, reply = {}, {}, { 'OK', integer.text((entry_openings.of(call, key))) }
for i = 1, limit do
	fields[i] = key .. '/' .. integer.text(first + i - 1)
end
for i, record in ipairs(redis.call('HMGET', keys.entries, unpack(fields))) do
	local _, _, _, _, transfer_id = entry_record.read(record or '')
	ids[i], reply[i + 2] = transfer_id or '', record or ''
end
for i, record in ipairs(redis.call('HMGET', keys.transfers, unpack(ids))) do
	reply[limit + i + 2] = record or ''
end
return reply

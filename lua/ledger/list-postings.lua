#!lua flags=no-writes
--- Lists the entries of an account with the notes of their transfers, newest or oldest first.
---
--- KEYS: store, accounts, entries, transfers, transfer_index
--- ARGV: id, asset: text or none, from_ms: whole or none, to_ms: whole or none, seen: amount or none,
---   order: asc|desc, limit: count
---   asset says which @world, that of the store's currency where it is none; from_ms and to_ms are inclusive; seen is
---   the last sequence seen
--- Replies:
---   OK base base_ms asset first more (entry notes)...
---   base is the sequence of the last entry that has left for the archive, and base_ms its time, 0 for none; asset is
---   that of the account; first is the sequence of the first entry of those behind it, the others ascend or descend
---   from it; entry is described in ledger/generated/entry-record, empty where there is none; notes is a JSON object,
---   empty where the transfer cannot be read; more is 1 where others follow
---   ACCOUNT_NOT_FOUND id
--- @include "ledger/parts/entry-range"
--- @include "ledger/generated/transfer-record"
local range, no_such = entry_range.find(call, id, asset, from_ms, to_ms)
if not range then
	return no_such
end
local oldest, newest = range.oldest, range.newest
local first, last, step = newest, oldest, -1
if order == 'asc' then
	first, last, step = math.max(oldest, seen and seen + 1 or oldest), newest, 1
elseif seen then
	first = math.min(newest, seen - 1)
end
local fields, stop = {}, first + step * (limit - 1)
local more = (last - stop) * step > 0
for sequence = first, more and stop or last, step do
	fields[#fields + 1] = entry_range.field(range.key, sequence)
end
local reply = { 'OK', integer.text(range.base), integer.text(range.base_ms), range.asset }
reply[5], reply[6] = integer.text(first), more and '1' or '0'
if #fields == 0 then
	return reply
end

--- The notes in the record of a transfer; empty where there are none to be read.
local function notes_of(record, transfer_id)
	local transfer = record and transfer_record.read(record, transfer_id)
	return transfer and string.match(transfer.origin, '^%d+ (.*)$') or ''
end

local found, ids = redis.call('HMGET', keys.entries, unpack(fields)), {}
for i = 1, #found do
	local _, _, _, _, transfer_id = entry_record.read(found[i] or '')
	ids[i] = transfer_id or ''
end
local records = redis.call('HMGET', keys.transfers, unpack(ids))
for i = 1, #found do
	reply[2 * i + 5], reply[2 * i + 6] = found[i] or '', notes_of(records[i], ids[i])
end
return reply

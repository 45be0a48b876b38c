#!lua flags=no-writes
--- Lists the entries of an account, newest first, without what their transfers tell: for sums over all.
---
--- KEYS: store, accounts, entries, transfer_index
--- ARGV: id, asset: text or none, from_ms: whole or none, to_ms: whole or none, before: amount or none,
---   limit: count
---   asset says which @world, that of the store's currency where it is none; from_ms and to_ms are inclusive; before
---   is the last sequence seen
--- Replies:
---   OK newest more entry...
---   newest is the sequence of the first entry, the others descend from it; entry is described in
---   ledger/generated/entry-record, empty where there is none; more is 1 where older ones follow
---   ACCOUNT_NOT_FOUND id
--- @include "ledger/parts/entry-range"
local key, oldest, newest = entry_range.find(call, id, asset, from_ms, to_ms)
if not key then
	return oldest
end
newest = math.min(newest, before and before - 1 or newest)
local fields, stop = {}, math.max(oldest, newest - limit + 1)
for sequence = newest, stop, -1 do
	fields[#fields + 1] = entry_range.field(key, sequence)
end
local reply = { 'OK', integer.text(newest), stop > oldest and '1' or '0' }
if #fields > 0 then
	for i, entry in ipairs(redis.call('HMGET', keys.entries, unpack(fields))) do
		reply[i + 3] = entry or ''
	end
end
return reply

#!lua flags=no-writes
--- Finds which entries a statement of an account has, and the balances around them. Entries never change, so that
--- ledger/read-entries reads them afterwards page by page, as of this moment.
---
--- KEYS: store, accounts, entries, transfer_index
--- ARGV: id, asset: text or none, from_ms: whole or none, to_ms: whole or none
---   asset says which @world, that of the store's currency where it is none; from_ms and to_ms are inclusive
--- Replies:
---   OK key asset oldest newest opening closing
---   oldest and newest are the sequences of its first entry and its last, in the other order where it has none
---   ACCOUNT_NOT_FOUND id
--- @include "ledger/parts/entry-range"
local key, no_such = entry_range.find(call, id, asset)
if not key then
	return no_such
end
local reply = { 'OK' }
entry_range.add(call, reply, key, accounts.at(call, key), from_ms, to_ms)
return reply

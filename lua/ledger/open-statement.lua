#!lua flags=no-writes
--- Finds which entries a statement of an account has, and the balances around them. Entries never change, so that
--- ledger/read-entries reads them afterwards page by page, as of this moment.
---
--- KEYS: store, accounts, entries, transfer_index
--- ARGV: id, asset: text or none, from_ms: whole or none, to_ms: whole or none
---   asset says which @world, that of the store's currency where it is none; from_ms and to_ms are inclusive
--- Replies:
---   OK key asset base oldest newest opening closing
---   oldest and newest are the sequences of its first entry and its last, in the other order where it has none; base is
---   that of the last entry of all that has left for the archive, 0 for none; oldest and opening, newest and closing
---   are empty where only the archive tells them
---   ACCOUNT_NOT_FOUND id
--- @include "ledger/parts/entry-range"
local range, no_such = entry_range.find(call, id, asset, from_ms, to_ms)
if not range then
	return no_such
end
local reply = { 'OK' }
entry_range.add(call, reply, range)
return reply

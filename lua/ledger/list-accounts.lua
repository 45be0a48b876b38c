#!lua flags=no-writes
--- Lists accounts by id, as of this moment also where the sweeper is behind.
---
--- KEYS: store, accounts, account_ids, transfers, transfer_index
--- ARGV: midnights, cursor, limit: count
---   midnights is described in ledger/parts/days; cursor is the last key seen, or empty
--- Replies:
---   OK resets_ms more (key record used_today available rolling)...
---   more is 1 where further accounts follow; the key of @world ends in its asset; the values
---   of an account are empty where they cannot be read
--- @include "kernel/name-page"
--- @include "ledger/parts/pending"
--- @include "ledger/parts/account-view"

if not call.currency then
	return { 'STORE_NOT_FOUND' }
end
local other_days = days.choose(call, midnights)
if other_days then
	return other_days
end
local found, more = name_page.read(keys.account_ids, cursor, limit)
local reply = { 'OK', call.day_end_text, more }
pending.stage_due(call, pending.max_expired_by_reads)
account_view.add_all(call, reply, found)
if cursor == '' and #found == 0 then
	account_view.add(call, reply, accounts.blank(call, accounts.key(call, accounts.world), call.currency))
end
return reply

#!lua flags=no-writes
--- Reads an account, as of this moment also where the sweeper is behind.
---
--- KEYS: store, accounts, transfers, transfer_index
--- ARGV: midnights, id, asset: text or none
---   midnights is described in ledger/parts/days; asset says which @world, that of the store's currency
---   where it is none
--- Replies:
---   OK resets_ms available key record used_today rolling
---   available is empty for @world, which has no floor; rolling is left out without such limits
---   ACCOUNT_NOT_FOUND id
--- @include "ledger/parts/pending"
--- @include "ledger/parts/account-view"
local world_asset = asset or call.currency
if not call.currency then
	return { 'STORE_NOT_FOUND' }
end
local other_days = days.choose(call, midnights)
if other_days then
	return other_days
end
pending.stage_due(call, pending.max_expired_by_reads)
local account = accounts.get(call, id, world_asset)
if not account and id == accounts.world and world_asset == call.currency then
	account = accounts.blank(call, accounts.key(call, id, world_asset), world_asset)
end
if not account then
	return { 'ACCOUNT_NOT_FOUND', id }
end
local reply = { 'OK', call.day_end_text, account_view.available(account) }
account_view.add_used(call, reply, account)
if account.terms.rolling then
	reply[#reply + 1] = windows.told(call, account)
end
return reply

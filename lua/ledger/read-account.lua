#!lua flags=no-writes
--- Reads an account, as of this moment also where the sweeper is behind.
---
--- KEYS: store, accounts, transfers, transfer_index
--- ARGV: midnights, id, asset
---   midnights is described in ledger/parts/days; asset says which @world, empty for that of the store's currency
--- Replies:
---   OK resets_ms status key record used_today
---   ACCOUNT_NOT_FOUND id
--- @include "ledger/parts/pending"
--- @include "ledger/parts/account-view"
local asset = asset ~= '' and asset or call.currency

if not call.currency then
	return { 'STORE_NOT_FOUND' }
end
local other_days = days.choose(call, midnights)
if other_days then
	return other_days
end
pending.stage_due(call, pending.max_expired_by_reads)
local account = accounts.get(call, id, asset)
if not account and id == accounts.world and asset == call.currency then
	account = accounts.blank(call, accounts.key(call, id, asset), asset)
end
return account and account_view.reply(call, 'found', account) or { 'ACCOUNT_NOT_FOUND', id }

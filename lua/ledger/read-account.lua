#!lua flags=no-writes
--- Reads an account, as of this moment also where the sweeper is behind.
---
--- KEYS: store, accounts, transfers, transfer_index
--- ARGV: days, id, asset
---   days is described in lib/days; asset says which @world, empty for that of the store's currency
--- Replies:
---   OK resets_ms status key record used_today
---   ACCOUNT_NOT_FOUND id
--- @include "lib/pending"
--- @include "ledger/account-view"
local id, asset = ARGV[2], ARGV[3] ~= '' and ARGV[3] or store.currency

if not store.currency then
	return { 'STORE_NOT_FOUND' }
end
local other_days = days.choose(ARGV[1])
if other_days then
	return other_days
end
pending.stage_due(pending.max_expired_by_reads)
local account = accounts.get(id, asset)
if not account and id == accounts.world and asset == store.currency then
	account = accounts.blank(accounts.key(id, asset), asset)
end
return account and account_view.reply('found', account) or { 'ACCOUNT_NOT_FOUND', id }

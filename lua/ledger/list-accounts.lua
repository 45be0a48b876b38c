#!lua flags=no-writes
--- Lists accounts by id, as of this moment also where the sweeper is behind.
---
--- KEYS: store, accounts, account_ids, transfers, transfer_index
--- ARGV: days, cursor, limit
---   days is described in lib/days; cursor is the last key seen, or empty
--- Replies:
---   OK resets_ms more (key record used_today)...
---   more is 1 where further accounts follow; the key of @world ends in its asset
--- @include "lib/name-page"
--- @include "lib/pending"
--- @include "ledger/account-view"
local cursor, limit = ARGV[2], integer.positive(ARGV[3])

if not store.currency then
	return { 'STORE_NOT_FOUND' }
end
local other_days = days.choose(ARGV[1])
if other_days then
	return other_days
end
local found, more = name_page.read(keys.account_ids, cursor, limit)
local reply = { 'OK', days.next_text, more }
pending.stage_due(pending.max_expired_by_reads)
accounts.read(found)
for _, key in ipairs(found) do
	account_view.add(reply, accounts.at(key))
end
if cursor == '' and #found == 0 then
	account_view.add(reply, accounts.blank(accounts.key(accounts.world), store.currency))
end
return reply

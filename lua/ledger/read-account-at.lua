#!lua flags=no-writes
--- Reads what an account had at a time, with the effects of that very millisecond.
---
--- KEYS: store, accounts, entries, transfers, transfer_index
--- ARGV: id, asset: text or none, at_ms: whole
---   asset says which @world, that of the store's currency where it is none
--- Replies:
---   OK asset balance held overdraft
---   all are 0 before the account existed; balance is empty where only the archive tells it; held and overdraft are
---   empty where they are not known, those of an account of a release up to 1.0.0 before its first change
---   ACCOUNT_NOT_FOUND id
---   NOT_YET now_ms
--- @include "ledger/parts/pending"
--- @include "ledger/parts/entry-range"
--- @include "ledger/parts/held-history"
local range, no_such = entry_range.find(call, id, asset, false, at_ms)
if not range then
	return no_such
elseif at_ms > call.now_ms then
	return { 'NOT_YET', call.now_text }
end
pending.stage_due(call, pending.max_expired_by_reads)
local account = accounts.at(call, range.key)
local its_asset = account and account.terms.asset or asset or call.currency
if not account or at_ms < account_record.created_ms(account.record) + 0 then
	return { 'OK', its_asset, '0', '0', '0' }
end
local held, overdraft = held_history.at(call, account, at_ms)
local balance = entry_range.ends_earlier(range) and '' or entry_range.balance_after(call, range, range.newest)
return { 'OK', its_asset, balance, held or '', overdraft or '' }

#!lua flags=no-writes
--- Reads the totals of every asset, which the scripts that move money keep.
---
--- KEYS: store, ledger_totals
--- ARGV:
--- Replies:
---   OK (asset totals)...
---   totals is described in ledger/parts/balances
--- @include "stores/parts/store"
if not call.currency then
	return { 'STORE_NOT_FOUND' }
end
local totals = redis.call('HGETALL', keys.ledger_totals)
if #totals == 0 then
	return { 'OK', call.currency, '0 0 1' } -- @world alone
end
table.insert(totals, 1, 'OK')
return totals

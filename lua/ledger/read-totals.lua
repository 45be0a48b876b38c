#!lua flags=no-writes
--- Reads the totals of every asset, which the scripts that move money keep.
---
--- KEYS: store, ledger_totals
--- ARGV:
--- Replies:
---   OK (asset totals)...
---   totals is described in ledger/generated/totals-record
--- @include "stores/parts/store"
--- @include "ledger/generated/totals-record"
if not call.currency then
	return { 'STORE_NOT_FOUND' }
end
local totals = redis.call('HGETALL', keys.ledger_totals)
if #totals == 0 then
	return { 'OK', call.currency, totals_record.write('0', '0', '1') } -- @world alone
end
table.insert(totals, 1, 'OK')
return totals

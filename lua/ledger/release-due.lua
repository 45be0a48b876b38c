#!lua
--- Ends the oldest pending transfers whose deadline has passed. Any number of sweepers may run it at once: what has
--- ended is no longer listed.
---
--- KEYS: store, journal, accounts, transfers, transfer_index, transfer_sweeper
--- ARGV: operation_id, limit: count, first: text or none
---   first is the member to begin with; the oldest where it is none
--- Replies:
---   OK scanned released orphans
---   orphans are members of the index that pointed at no pending transfer
--- @include "kernel/operation"
--- @include "ledger/parts/pending"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
redis.call('XLEN', keys.journal)
redis.call('HLEN', keys.transfer_sweeper)
local scanned, released = pending.stage_due(call, limit, first)
local orphans = scanned - released
transfers.write(call)
journal.write(call)
if released > 0 then
	redis.call('HINCRBY', keys.transfer_sweeper, 'released', integer.text(released))
end
if orphans > 0 then
	redis.call('HINCRBY', keys.transfer_sweeper, 'orphans', integer.text(orphans))
end
return { 'OK', integer.text(scanned), integer.text(released), integer.text(orphans) }

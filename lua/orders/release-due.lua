#!lua
--- Ends the oldest authorised orders whose deadline has passed: their units are on hand again, and what holds their
--- money is over. Any number of sweepers may run it at once: what has ended is no longer listed.
---
--- KEYS: store, journal, stock, movements, orders, order_index, accounts, transfers, entries, transfer_index,
---   ledger_totals, order_sweeper, reservations, reservation_index, waits, wait_index, hold*, campaign*
--- ARGV: operation_id, limit: count
--- Replies:
---   OK scanned released orphans
---   orphans are members of the index that pointed at no authorised order
--- @include "kernel/operation"
--- @include "orders/parts/authorisations"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
redis.call('XLEN', keys.journal)
redis.call('HLEN', keys.order_sweeper)
local found, scanned, orphans = authorisations.read_due(call, limit)
if pending.expire_due(call) then
	return { 'AGAIN' }
end
authorisations.expire(call, found)
if #orphans > 0 then
	redis.call('ZREM', keys.order_index, unpack(orphans))
	redis.call('HINCRBY', keys.order_sweeper, 'orphans', integer.text(#orphans))
end
if #found > 0 then
	redis.call('HINCRBY', keys.order_sweeper, 'released', integer.text(#found))
end
return operation.told(call, { 'OK', integer.text(scanned), integer.text(#found), integer.text(#orphans) })

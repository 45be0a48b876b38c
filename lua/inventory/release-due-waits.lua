#!lua
--- Ends waits whose deadline has passed, and runs the lines of their SKUs and those that have to be run on. Any number
--- of sweepers may run it at once: a wait that has ended is passed over.
---
--- KEYS: store, journal, stock, movements, reservations, reservation_index, waits, wait_index, wait_sweeper,
---   campaign*, hold*
--- ARGV: operation_id, due (member)... 0..100
---   members of the index as inventory/find-due-waits gave them
--- Replies:
---   OK scanned released orphans
--- @include "kernel/operation"
--- @include "inventory/parts/wait-line"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
redis.call('XLEN', keys.journal)
redis.call('HLEN', keys.wait_sweeper)
local released, orphans = wait_line.release(call, due.member)
if #due.member > 0 then
	wait_line.write(call)
	journal.write(call)
	redis.call('HINCRBY', keys.wait_sweeper, 'released', integer.text(released))
	redis.call('HINCRBY', keys.wait_sweeper, 'orphans', integer.text(orphans))
end
return operation.told(call, { 'OK', integer.text(#due.member), integer.text(released), integer.text(orphans) })

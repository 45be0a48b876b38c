#!lua
--- Runs the lines that have to be run on, as many as one call may; AGAIN where some are left.
---
--- KEYS: store, journal, stock, movements, reservations, reservation_index, waits, wait_index, campaign*,
---   hold*
--- ARGV: operation_id
--- Replies:
---   OK
--- @include "kernel/operation"
--- @include "inventory/parts/wait-line"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
redis.call('XLEN', keys.journal)
local members = {}
for _, member in ipairs(time_index.due(keys.wait_index, waits.deadlines, call.now_ms + 1, wait_line.most)) do
	members[#members + 1] = waits.reminded(member) and member or nil
end
wait_line.release(call, members)
wait_line.write(call)
journal.write(call)
return call.is_through and { 'OK' } or { 'AGAIN' }

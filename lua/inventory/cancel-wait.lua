#!lua
--- Has somebody wait no more; those behind it come next.
---
--- KEYS: store, operation, journal, stock, movements, reservations, reservation_index, waits, wait_index,
---   campaign*, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id
--- Replies:
---   OK id record
---   WAIT_NOT_FOUND id
---   INVALID_STATE what id state
--- @include "kernel/operation"
--- @include "inventory/parts/wait-line"

local answered = operation.answered(call)
if answered then
	return answered
end
redis.call('ZCARD', keys.wait_index)
local wait = waits.read(call, id)
if not wait then
	return { 'WAIT_NOT_FOUND', id }
elseif waits.is_over(call, wait) then
	return { 'INVALID_STATE', 'wait', id, wait.state == 'waiting' and 'expired' or wait.state }
end
stock.read(call, { wait.sku })
waits.finish(call, wait, 'cancelled', call.now_text)
inventory_events.inventory_wait_cancelled(call, id)
wait_line.want(call, wait.sku)
wait_line.write(call)
return operation.complete(call, { 'OK', id, wait.record })

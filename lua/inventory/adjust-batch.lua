#!lua
--- Adjusts up to 500 SKUs, each item decided on its own, in order.
---
--- KEYS: store, operation, journal, skus, stock, movements, sold, reservations, reservation_index, waits, wait_index,
---   campaign*, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms,
---   items (sku, mode: delta|setTo or false, amount: whole or false, reason, reference: text or none,
---   expected_on_hand: amount or none, evict: newest|oldest or none)... 1..500
---   as for inventory/adjust
--- Replies:
---   OK (stock or {reply})...
---   reply as inventory/adjust gives it where that is a refusal, or where reservations ended
--- @include "kernel/operation"
--- @include "inventory/parts/adjustment"

local answered = operation.answered(call)
if answered then
	return answered
end
redis.call('ZCARD', keys.skus)
local again = adjustment.read(call, items)
if again then
	return again
end
local reply = { 'OK' }
for i = 1, items.count do
	local adjusted, more = adjustment.decide(call, items, i)
	reply[i + 1] = adjusted and more and { 'OK', adjusted, unpack(more) } or adjusted or more
end
eviction.write(call)
return operation.complete(call, reply)

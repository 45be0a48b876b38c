#!lua
--- Deducts up to 500 items, each decided on its own, in order.
---
--- KEYS: store, operation, journal, stock, movements, sold, deductions, reservations, reservation_index, waits,
---   wait_index, campaign*, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, used: text or none,
---   items (id, sku, quantity: count or false, reference: text or none,
---   owner: text or none)... 1..500
---   as for inventory/deduct
--- Replies:
---   OK (deduction or {refusal})...
---   both as inventory/deduct gives them
--- @include "kernel/operation"
--- @include "inventory/parts/deduction"

local answered = operation.answered(call)
if answered then
	return answered
end
local again = deduction.read(call, items, used)
if again then
	return again
end
local reply = { 'OK' }
for i = 1, items.count do
	local made, refusal = deduction.decide(call, items, i)
	reply[i + 1] = made or refusal
end
deduction.write(call)
return operation.complete(call, reply)

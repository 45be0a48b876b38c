#!lua
--- Deducts up to 500 items, each decided on its own, in order.
---
--- KEYS: store, operation, journal, stock, movements, sold, deductions, reservations, reservation_index,
---   hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, (id, sku, quantity, reference)...
---   as for inventory/deduct
--- Replies:
---   OK (deduction or {refusal})...
---   both as inventory/deduct gives them
--- @include "lib/operation"
--- @include "inventory/deduction"

local answered = operation.answered()
if answered then
	return answered
end
local count = deduction.parse(4)
if count < 1 or count > 500 then
	return { 'INVALID_ARGUMENT', 'items' }
end
local again = deduction.read()
if again then
	return again
end
local reply = { 'OK' }
for i = 1, count do
	local made, refusal = deduction.decide(i)
	reply[i + 1] = made or refusal
end
deduction.write()
return operation.complete(reply)

#!lua
--- Takes units of one SKU for good and counts them as sold: the flash-sale path.
---
--- KEYS: store, operation, journal, stock, movements, sold, deductions, reservations, reservation_index,
---   hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, sku, quantity, reference
---   reference is empty for none
--- Replies:
---   OK deduction
---   deduction is "id quantity from to available atMs"
---   SKU_NOT_FOUND sku...
---   INSUFFICIENT_STOCK (sku requested available)...
---   OPERATION_ALREADY_EXECUTED id
---   CAP_EXCEEDED sku field
--- @include "lib/operation"
--- @include "inventory/deduction"

local answered = operation.answered()
if answered then
	return answered
end
deduction.parse(4)
local again = deduction.read()
if again then
	return again
end
local made, refusal = deduction.decide(1)
if not made then
	return refusal
end
deduction.write()
return operation.complete({ 'OK', made })

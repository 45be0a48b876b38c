#!lua
--- Takes units of one SKU for good and counts them as sold: the flash-sale path.
---
--- KEYS: store, operation, journal, stock, movements, sold, deductions, reservations, reservation_index
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, sku, quantity, reference
---   reference is empty for none
--- Replies:
---   OK id sku quantity from to available at_ms reference
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
local request = deduction.parse(4)
deduction.read({ request })
local again = request.quantity and availability.make_room({ request })
if again then
	return again
end
local reply = deduction.decide(request)
if reply[1] ~= 'OK' then
	return reply
end
deduction.write()
return operation.complete(reply)

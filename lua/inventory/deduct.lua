#!lua
--- Takes units of one SKU for good and counts them as sold: the flash-sale path.
---
--- KEYS: store, operation, journal, stock, movements, sold, deductions, reservations, reservation_index, waits,
---   wait_index, campaign*, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, sku, quantity: count,
---   reference: text or none, owner: text or none, used: text or none
---   used are ids, with blanks between, that the archive knows: of deductions that have left
--- Replies:
---   OK deduction
---   deduction is described in inventory/generated/deduction-view-record
---   SKU_NOT_FOUND sku...
---   SALE_NOT_OPEN id opens_ms sku...
---   SALE_CLOSED id closed_ms sku...
---   OWNER_REQUIRED id
---   PURCHASE_LIMIT id scope limit used requested
---   INSUFFICIENT_STOCK (sku requested available)...
---   OPERATION_ALREADY_EXECUTED id
---   CAP_EXCEEDED sku field
---   further refusals follow the first, each as an array
--- @include "kernel/operation"
--- @include "inventory/parts/deduction"
local items = { id = { id }, sku = { sku }, quantity = { quantity }, reference = { reference }, owner = { owner } }

local answered = operation.answered(call)
if answered then
	return answered
end
local again = deduction.read(call, items, used)
if again then
	return again
end
local made, refusal = deduction.decide(call, items, 1)
if not made then
	return refusal
end
deduction.write(call)
return operation.complete(call, { 'OK', made })

#!lua
--- Deducts up to 500 items, each decided on its own, in order.
---
--- KEYS: store, operation, journal, stock, movements, sold, deductions, reservations, reservation_index
--- ARGV: operation_id, fingerprint, record_ttl_ms, (id, sku, quantity, reference)...
---   as for inventory/deduct
--- Replies:
---   OK {reply of inventory/deduct}...
--- @include "lib/operation"
--- @include "inventory/deduction"

local answered = operation.answered()
if answered then
	return answered
end
local requests, lines = {}, {}
for first = 4, #ARGV, 4 do
	local request = deduction.parse(first)
	requests[#requests + 1] = request
	lines[#lines + 1] = request.quantity and request
end
if #requests < 1 or #requests > 500 then
	return { 'INVALID_ARGUMENT', 'items' }
end
deduction.read(requests)
local again = availability.make_room(availability.merge(lines))
if again then
	return again
end
local reply = { 'OK' }
for i, request in ipairs(requests) do
	reply[i + 1] = deduction.decide(request)
end
deduction.write()
return operation.complete(reply)

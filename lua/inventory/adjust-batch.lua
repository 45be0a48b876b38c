#!lua
--- Adjusts up to 500 SKUs, each item decided on its own, in order.
---
--- KEYS: store, operation, journal, skus, stock, movements, sold, reservations, reservation_index
--- ARGV: operation_id, fingerprint, record_ttl_ms, (sku, mode, amount, reason, reference, expected_on_hand)...
---   as for inventory/adjust
--- Replies:
---   OK {reply of inventory/adjust}...
--- @include "lib/operation"
--- @include "inventory/adjustment"

local answered = operation.answered()
if answered then
	return answered
end
redis.call('ZCARD', keys.skus)
local requests = {}
for first = 4, #ARGV, 6 do
	requests[#requests + 1] = adjustment.parse(first)
end
local again = availability.make_room(adjustment.demand(requests))
if again then
	return again
end
local reply = { 'OK' }
for i, request in ipairs(requests) do
	reply[i + 1] = adjustment.decide(request)
end
stock.write()
return operation.complete(reply)

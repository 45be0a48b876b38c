#!lua
--- Adjusts up to 500 SKUs, each item decided on its own, in order.
---
--- KEYS: store, operation, journal, skus, stock, movements, sold, reservations, reservation_index,
---   hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, (sku, mode, amount, reason, reference, expected_on_hand)...
---   as for inventory/adjust
--- Replies:
---   OK (stock or {refusal})...
---   both as inventory/adjust gives them
--- @include "lib/operation"
--- @include "inventory/adjustment"

local answered = operation.answered()
if answered then
	return answered
end
redis.call('ZCARD', keys.skus)
local count = adjustment.parse(4)
local again = adjustment.read()
if again then
	return again
end
local reply = { 'OK' }
for i = 1, count do
	local adjusted, refusal = adjustment.decide(i)
	reply[i + 1] = adjusted or refusal
end
stock.write()
return operation.complete(reply)

#!lua
--- Changes what is on hand of one SKU, or sets it; the first adjustment creates the SKU.
---
--- KEYS: store, operation, journal, skus, stock, movements, sold, reservations, reservation_index, waits, wait_index,
---   campaign*, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, sku, mode: delta|setTo or false,
---   amount: whole or false, reason, reference: text or none, expected_on_hand: amount or none,
---   evict: newest|oldest or none
---   evict ends reservations in this order where a count, setTo, does not cover them
--- Replies:
---   OK stock evicted...
---   stock is described in inventory/generated/stock-view-record; evicted are the reservations that ended
---   STOCK_CHANGED sku expected on_hand
---   INSUFFICIENT_STOCK (sku requested available)...
---   EVICTION_EXCEEDED sku most
---   CAP_EXCEEDED sku field
--- @include "kernel/operation"
--- @include "inventory/parts/adjustment"
local items = { sku = { sku }, mode = { mode }, amount = { amount }, reason = { reason }, reference = { reference } }
items.count, items.expected_on_hand, items.evict = 1, { expected_on_hand }, { evict }

local answered = operation.answered(call)
if answered then
	return answered
end
redis.call('ZCARD', keys.skus)
local again = adjustment.read(call, items)
if again then
	return again
end
local adjusted, more = adjustment.decide(call, items, 1)
if not adjusted then
	return more
end
eviction.write(call)
return operation.complete(call, { 'OK', adjusted, unpack(more or {}) })

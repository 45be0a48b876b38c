#!lua
--- Reserves units of up to 100 SKUs for a time, all lines or none.
---
--- KEYS: store, operation, journal, stock, movements, reservations, reservation_index, retired_reservations, waits,
---   wait_index, campaign*, hold, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, ttl_seconds: count <= 2592000 or none, owner: text or none,
---   metadata: json or none, lines (sku, quantity: count)... 1..100
--- Replies:
---   OK id record
---   RESERVATION_ALREADY_EXISTS id
---   CAP_EXCEEDED sku field
---   SKU_NOT_FOUND sku...
---   SALE_NOT_OPEN id opens_ms sku...
---   SALE_CLOSED id closed_ms sku...
---   OWNER_REQUIRED id
---   PURCHASE_LIMIT id scope limit used requested
---   INSUFFICIENT_STOCK (sku requested available)...
---   the shortages follow SKUs that are unknown, as an array
---   without ttl_seconds, the default of the store holds; INVALID_ARGUMENT where it has none
--- @include "kernel/first-look"
--- @include "kernel/operation"
--- @include "inventory/parts/given-lines"
--- @include "inventory/parts/room"
--- @include "stores/generated/store-record"

local answered = operation.answered(call)
if answered then
	return answered
end
local lasts_seconds = ttl_seconds
if not lasts_seconds then
	local _, _, _, by_default = store_record.read(first_look.store(call))
	if not by_default then
		return { 'INVALID_ARGUMENT', 'ttlSeconds' }
	end
	lasts_seconds = by_default + 0
end
local skus, quantities = given_lines.merged(lines)
if not skus then
	return quantities
end
local known = redis.call('HEXISTS', keys.reservations, id) == 1
if known or redis.call('SISMEMBER', keys.retired_reservations, id) == 1 then
	return { 'RESERVATION_ALREADY_EXISTS', id }
end
redis.call('ZCARD', keys.reservation_index)
local again = room.make(call, skus, quantities, owner)
if again then
	return again
end
local refusal = claim.obstacles(call, owner, skus, quantities)
if refusal then
	return refusal
end

local counted = claim.take(call, 'reservation', skus, quantities, id, owner)
local expires_ms = integer.text(call.now_ms + lasts_seconds * 1000)
local made = reservations.new(call, id, expires_ms, owner, metadata, skus, quantities, false, counted)
reservations.list(call, made)
inventory_events.reservation_created(call, id, made.lines, expires_ms)
reservations.write(call)
redis.call('SET', keys.hold, 1, 'PXAT', expires_ms)
return operation.complete(call, { 'OK', id, made.record })

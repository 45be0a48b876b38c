#!lua
--- Holds units of up to 100 SKUs for a time, all lines or none.
---
--- KEYS: store, operation, journal, stock, movements, sold, reservations, reservation_index, hold
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, ttl_seconds, owner, metadata, (sku, quantity)...
---   owner and metadata (JSON) are `-` for none
--- Replies:
---   OK id record
---   RESERVATION_ALREADY_EXISTS id
---   SKU_NOT_FOUND sku...
---   INSUFFICIENT_STOCK (sku requested available)...
--- @include "lib/operation"
--- @include "lib/availability"
local id, ttl_seconds, owner, metadata = ARGV[4], integer.positive(ARGV[5]), ARGV[6], ARGV[7]

local answered = operation.answered()
if answered then
	return answered
end
if not ttl_seconds or ttl_seconds > holds.max_ttl_seconds then
	return { 'INVALID_ARGUMENT', 'ttlSeconds' }
end
local lines = {}
for i = 8, #ARGV, 2 do
	lines[#lines + 1] = { sku = ARGV[i], quantity = integer.positive(ARGV[i + 1] or '') }
	if not lines[#lines].quantity then
		return { 'INVALID_ARGUMENT', 'quantity' }
	end
end
if #lines < 1 or #lines > 100 then
	return { 'INVALID_ARGUMENT', 'lines' }
end
lines = availability.merge(lines)
if redis.call('HEXISTS', keys.reservations, id) == 1 then
	return { 'RESERVATION_ALREADY_EXISTS', id }
end
redis.call('ZCARD', keys.reservation_index)
local again = availability.make_room_for(lines)
if again then
	return again
end
local refusal = availability.refusal(lines)
if refusal then
	return refusal
end

local hold = {
	id = id,
	state = 'active',
	created_ms = clock.now_ms,
	expires_ms = clock.now_ms + ttl_seconds * 1000,
	ended_ms = 0,
	owner = owner,
	metadata = metadata,
	lines = lines,
}
for _, line in ipairs(lines) do
	stock.move(line.sku, 'reservation', 0, line.quantity, nil, id)
end
holds.open(hold)
-- stylua: ignore
journal.add('reservation.created', string.format('{"id":"%s","lines":%s,"expiresAtMs":%d}',
	id, holds.lines_json(hold), hold.expires_ms))
holds.write()
redis.call('SET', keys.hold, 1, 'PXAT', integer.text(hold.expires_ms))
return operation.complete({ 'OK', id, hold.record })

#!lua
--- Gives a hold a new deadline, counted from now.
---
--- KEYS: store, operation, journal, stock, movements, reservations, reservation_index, hold
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, ttl_seconds
--- Replies:
---   OK id record
---   RESERVATION_NOT_FOUND id
---   RESERVATION_EXPIRED id expires_ms ended_ms
---   INVALID_STATE what id state
--- @include "lib/operation"
--- @include "lib/hold"
local ttl_seconds = integer.positive(ARGV[5])

local answered = operation.answered()
if answered then
	return answered
end
if not ttl_seconds or ttl_seconds > holds.max_ttl_seconds then
	return { 'INVALID_ARGUMENT', 'ttlSeconds' }
end
local found, refusal = hold.usable(ARGV[4])
if not found then
	return refusal
end
local expires = integer.text(clock.now_ms + ttl_seconds * 1000)
holds.extend(found, expires)
journal.add('reservation.extended', '{"id":"' .. found.id .. '","expiresAtMs":' .. expires .. '}')
holds.write()
redis.call('SET', keys.hold, 1, 'PXAT', expires)
return operation.complete({ 'OK', found.id, found.record })

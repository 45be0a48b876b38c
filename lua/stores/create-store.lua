#!lua
--- Creates a store, or finds it as it is. Currency and time zone are set once: balances and daily limits rest on
--- both.
---
--- KEYS: store, operation, journal
--- ARGV: operation_id, fingerprint, record_ttl_ms, currency, time_zone
--- Replies:
---   OK status currency time_zone created_at_ms
---   status is `created` or `found`
---   STORE_CONFLICT currency time_zone
--- @include "kernel/clock"
--- @include "kernel/operation"
--- @include "stores/generated/store-record"
--- @include "stores/generated/stores-events"

local record = redis.call('GET', keys.store)
if record then
	local answered = operation.answered(call)
	if answered then
		return answered
	end
	local known_currency, known_zone, created_ms = store_record.read(record)
	if not known_currency then
		error('CORRUPT store')
	end
	if known_currency ~= currency or known_zone ~= time_zone then
		return { 'STORE_CONFLICT', known_currency, known_zone }
	end
	return operation.complete(call, { 'OK', 'found', currency, time_zone, created_ms })
end
redis.call('XLEN', keys.journal)
local created_ms = call.now_text
redis.call('SET', keys.store, store_record.write(currency, time_zone, created_ms))
stores_events.store_created(call, currency, time_zone)
return operation.complete(call, { 'OK', 'created', currency, time_zone, created_ms })

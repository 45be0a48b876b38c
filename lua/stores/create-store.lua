#!lua
--- Creates a store, or finds it as it is. Currency and time zone are set once: balances and daily limits rest on
--- them.
---
--- KEYS: store, operation, journal
--- ARGV: operation_id, fingerprint, record_ttl_ms, currency, time_zone
--- Replies:
---   OK status currency time_zone created_at_ms
---   status is `created` or `found`
---   STORE_CONFLICT currency time_zone
--- @include "kernel/clock"
--- @include "kernel/json"
--- @include "kernel/operation"

local record = redis.call('GET', keys.store)
if record then
	local answered = operation.answered(call)
	if answered then
		return answered
	end
	local known_currency, known_zone, created_ms = string.match(record, '^(%S+) (%S+) (%d+)$')
	if known_currency ~= currency or known_zone ~= time_zone then
		return { 'STORE_CONFLICT', known_currency, known_zone }
	end
	return operation.complete(call, { 'OK', 'found', currency, time_zone, created_ms })
end
redis.call('XLEN', keys.journal)
local created_ms = string.format('%d', call.now_ms)
redis.call('SET', keys.store, currency .. ' ' .. time_zone .. ' ' .. created_ms)
journal.add(call, 'store.created', json.object('currency', currency, 'timeZone', time_zone))
return operation.complete(call, { 'OK', 'created', currency, time_zone, created_ms })

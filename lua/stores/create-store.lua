#!lua
--- Creates a store, or finds it, and sets its defaults. Currency and time zone are set once: balances and daily limits
--- rest on both.
---
--- KEYS: store, operation, journal
--- ARGV: operation_id, fingerprint, record_ttl_ms, currency, time_zone, sets_defaults: flag or none,
---   ttl_seconds: count <= 2592000 or none, per_transfer: amount or none, daily: amount or none
---   the defaults stay as they are unless sets_defaults is yes
--- Replies:
---   OK status currency time_zone created_at_ms ttl_seconds per_transfer daily
---   status is `created` or `found`; a default that is not set is empty
---   STORE_CONFLICT currency time_zone
--- @include "kernel/clock"
--- @include "kernel/integer"
--- @include "kernel/operation"
--- @include "stores/generated/store-record"
--- @include "stores/generated/stores-events"

--- The record of a store with these defaults, texts, false for none.
local function write(created_ms, defaults)
	-- stylua: ignore
	return store_record.write(currency, time_zone, created_ms, defaults[1], defaults[2], defaults[3])
end

local record, status, created_ms, defaults = redis.call('GET', keys.store), 'found', call.now_text, {}
if record then
	local answered = operation.answered(call)
	if answered then
		return answered
	end
	local known_currency, known_zone
	known_currency, known_zone, created_ms, defaults[1], defaults[2], defaults[3] = store_record.read(record)
	if not known_currency then
		error('CORRUPT store')
	end
	if known_currency ~= currency or known_zone ~= time_zone then
		return { 'STORE_CONFLICT', known_currency, known_zone }
	end
else
	redis.call('XLEN', keys.journal)
	status = 'created'
	stores_events.store_created(call, currency, time_zone)
end
local before = write(created_ms, defaults)
if sets_defaults then
	for i, number in ipairs({ ttl_seconds, per_transfer, daily }) do
		defaults[i] = number and integer.text(number)
	end
end
local after = write(created_ms, defaults)
if after ~= before then
	stores_events.store_updated(call, currency, defaults[1], defaults[2], defaults[3])
end
if after ~= record then
	redis.call('SET', keys.store, after)
end
local reply = { 'OK', status, currency, time_zone, created_ms }
for i = 1, 3 do
	reply[i + 5] = defaults[i] or ''
end
return operation.complete(call, reply)

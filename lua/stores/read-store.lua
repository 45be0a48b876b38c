#!lua flags=no-writes
--- Reads what a store was created with.
---
--- KEYS: store
--- ARGV:
--- Replies:
---   OK currency time_zone created_at_ms
local record = redis.call('GET', keys.store)
if not record then
	return { 'STORE_NOT_FOUND' }
end
return { 'OK', string.match(record, '^(%S+) (%S+) (%d+)$') }

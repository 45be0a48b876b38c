#!lua flags=no-writes
--- Reads what a store was created with.
---
--- KEYS: store
--- ARGV:
--- Replies:
---   OK record
---   record is one of store (contract/records/store.ts)
local record = redis.call('GET', keys.store)
if not record then
	return { 'STORE_NOT_FOUND' }
end
return { 'OK', record }

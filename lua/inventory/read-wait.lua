#!lua flags=no-writes
--- Reads a wait.
---
--- KEYS: store, waits, wait_index
--- ARGV: id
--- Replies:
---   OK id record position
---   position is empty where it waits no more
---   WAIT_NOT_FOUND id
--- @include "inventory/parts/waits"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local wait = waits.read(call, id)
if not wait then
	return { 'WAIT_NOT_FOUND', id }
end
local record = waits.shown(call, wait)
return { 'OK', id, record, wait.state == 'waiting' and waits.position(call, wait) or '' }

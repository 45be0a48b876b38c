-- What the store was created with; all false where there is no such store. It never changes, so that reading it
-- once per
-- call is enough.
--
-- Needs KEYS: store.
--- @export
--- @state currency = false, time_zone = false, store_created_ms = false
local store = {}

--- @begin
function store.begin(call)
	local record = redis.call('GET', call.keys.store)
	if record then
		call.currency, call.time_zone, call.store_created_ms = string.match(record, '^(%S+) (%S+) (%d+)$')
	end
end

return store

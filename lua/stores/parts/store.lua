-- Currency, time zone and creation of the store: they never change, and are read once a call. All are false where there
-- is no such store.
--
-- Needs KEYS: store.
--- @export
--- @include "stores/generated/store-record"
--- @state currency = false, time_zone = false, store_created_ms = false
local store = {}

--- @begin
function store.begin(call)
	local record = redis.call('GET', call.keys.store)
	if record then
		call.currency, call.time_zone, call.store_created_ms = store_record.read(record)
	end
end

return store

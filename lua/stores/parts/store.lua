-- Currency, time zone and creation of the store, which never change, and the limits of accounts that have none of their
-- own, false for none. They are read once a call, and all are false where there is no such store.
--
-- Needs KEYS: store.
--- @export
--- @include "kernel/first-look"
--- @include "stores/generated/store-record"
--- @state currency = false, time_zone = false, store_created_ms = false, store_limits = false
local store = {}

--- @begin
function store.begin(call)
	local record = first_look.store(call)
	if record then
		local currency, time_zone, created_ms, _, per_transfer, daily = store_record.read(record)
		call.currency, call.time_zone, call.store_created_ms = currency, time_zone, created_ms
		if per_transfer or daily then
			call.store_limits =
				{ per_transfer = per_transfer and per_transfer + 0, daily = daily and daily + 0, daily_text = daily }
		end
	end
end

return store

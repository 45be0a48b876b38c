-- Notes of a call on the lines of SKUs, taken when it reads them, for inventory/parts/wait-line to see what came back.
--- @include "inventory/parts/stock-records"
--- @state lined = false
local line_notes = {}

--- Notes that there is a line for a SKU, and how many units it might have, for a script that can serve it: a wrong type
--- must fail here, before anything is written.
function line_notes.note(call, sku, item)
	local keys = call.keys
	if not call.lined then
		call.lined = {}
		redis.call('HLEN', keys.waits)
		redis.call('ZCARD', keys.wait_index)
		redis.call('HLEN', keys.reservations)
		redis.call('ZCARD', keys.reservation_index)
	end
	local place = #call.lined + 1
	call.lined[place], call.lined[place + 1] = sku, stock_records.free(item)
end

return line_notes

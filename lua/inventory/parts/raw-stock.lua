-- How scripts tell the audit what is recorded of a SKU.
--- @include "inventory/parts/stock-records"
local raw_stock = {}

--- Appends on_hand, reserved, sold, sequence; each empty where the record or the units sold cannot be read.
function raw_stock.append(reply, record, units_sold)
	local on_hand, reserved, sequence = stock_records.parse(record, units_sold)
	local place, text = #reply, integer.text
	reply[place + 1] = on_hand and text(on_hand) or ''
	reply[place + 2] = on_hand and text(reserved) or ''
	reply[place + 3] = on_hand and (units_sold or '0') or ''
	reply[place + 4] = on_hand and text(sequence) or ''
end

return raw_stock

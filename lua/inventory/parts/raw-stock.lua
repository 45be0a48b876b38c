-- How scripts tell the audit what is recorded of a SKU.
--- @include "inventory/parts/stock-records"
local raw_stock = {}

--- Appends on_hand, reserved, sold, sequence; each empty where the record or the units sold cannot be read.
function raw_stock.append(reply, record, units_sold)
	local item, place, text = stock_records.read(record, units_sold), #reply, integer.text
	reply[place + 1] = item and item.on_hand_text or ''
	reply[place + 2] = item and text(item.reserved) or ''
	reply[place + 3] = item and (units_sold or '0') or ''
	reply[place + 4] = item and text(item.sequence) or ''
end

return raw_stock

-- Lines of an order as its record and the journal keep them: packed as inventory/parts/line-list does it, each with the
-- price of a unit behind it, as it was.
--- @include "kernel/integer"
--- @include "inventory/parts/line-list"
local priced_lines = {}

local texts = integer.texts

--- These lines as one text; prices come as texts.
function priced_lines.pack(skus, quantities, unit_prices)
	-- Room for four: most orders have no more, and to make room one by one costs more than to fill it.
	local packed = { nil, nil, nil, nil }
	for i = 1, #skus do
		local quantity = quantities[i]
		packed[i] = skus[i] .. '*' .. (texts[quantity] or integer.text(quantity)) .. '*' .. unit_prices[i]
	end
	return table.concat(packed, ',')
end

--- SKUs and quantities of the lines of an order that was read.
function priced_lines.unpack(order)
	return line_list.unpack(order.lines, nil, 'orders', order.id)
end

return priced_lines

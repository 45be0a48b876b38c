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

--- The price of a unit of each SKU of an order that was read; none of those that have no price.
function priced_lines.prices(order)
	local prices = {}
	for sku, price in string.gmatch(order.lines, '([^*,]+)%*%d+%*(%d+)') do
		prices[sku] = price + 0
	end
	return prices
end

return priced_lines

-- Lines of holds, carts and orders: a list of SKUs and, in the same order, one of quantities. Packed they are
-- "SKU*quantity,SKU*quantity"; an order appends "*unitPrice" to each.
--- @include "lib/integer"
local line_list = { max = 100 }

--- The lines in ARGV from `first` on (sku, quantity), those of one SKU added up: 3 + 3 of five is a shortage. Keeps the
--- order in which SKUs first appear. Returns SKUs, quantities, and a SKU whose sum passes the cap or nil; or nil and
--- the name of what is malformed.
function line_list.parse(first)
	local skus, quantities, places, count, over_cap = {}, {}, {}, 0, nil
	for i = first, #ARGV, 2 do
		local sku, quantity = ARGV[i], integer.positive(ARGV[i + 1] or '')
		if not quantity then
			return nil, 'quantity'
		end
		local place = places[sku]
		if place then
			quantities[place] = quantities[place] + quantity
			over_cap = over_cap or quantities[place] > integer.max and sku or nil
		else
			count = count + 1
			places[sku], skus[count], quantities[count] = count, sku, quantity
		end
	end
	local given = (#ARGV - first + 1) / 2
	if given < 1 or given > line_list.max then
		return nil, 'lines'
	end
	return skus, quantities, over_cap
end

--- SKUs and quantities of packed lines; none where they are "-".
function line_list.unpack(packed)
	local skus, quantities, count, last = {}, {}, 0, 0
	while last < #packed do
		local _, at, sku, quantity = string.find(packed, '^([^*,]+)%*(%d+)[^,]*,?', last + 1)
		if not at then
			break
		end
		count, last = count + 1, at
		skus[count], quantities[count] = sku, quantity + 0
	end
	return skus, quantities
end

function line_list.pack(skus, quantities)
	local packed = {}
	for i = 1, #skus do
		packed[i] = skus[i] .. '*' .. integer.text(quantities[i])
	end
	return table.concat(packed, ',')
end

--- Packed lines without prices as JSON.
function line_list.json(packed)
	return '[' .. string.gsub(packed, '([^*,]+)%*(%d+)', '{"sku":"%1","quantity":%2}') .. ']'
end

return line_list

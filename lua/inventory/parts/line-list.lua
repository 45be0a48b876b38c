-- Lines of holds, carts and orders: a list of SKUs and, in the same order, one of quantities. Packed they are
-- "SKU*quantity,SKU*quantity"; an order appends "*unitPrice" to each.
--- @export
--- @include "kernel/integer"
local line_list = {}

local texts, counts = integer.texts, integer.counts

--- These lines, those of one SKU added up: 3 + 3 of five is a shortage. Keeps the order in which SKUs first appear.
--- Returns SKUs, quantities, and a SKU whose sum passes the cap or nil.
function line_list.merge(given_skus, given_quantities)
	local skus, quantities, places, count, over_cap = {}, {}, {}, 0, nil
	for i = 1, #given_skus do
		local sku, quantity = given_skus[i], given_quantities[i]
		local place = places[sku]
		if place then
			quantities[place] = quantities[place] + quantity
			over_cap = over_cap or quantities[place] > integer.max and sku or nil
		else
			count = count + 1
			places[sku], skus[count], quantities[count] = count, sku, quantity
		end
	end
	return skus, quantities, over_cap
end

--- SKUs and quantities of the packed lines in a text, from a place on (by default the first) to the next blank or to
--- its end; none where they are "-". An error names whose text it is: `owner` is a field of the key `owners`.
function line_list.unpack(text, from, owners, owner)
	-- Room for four: most have no more, and to make room one by one costs more than to fill it.
	local skus, quantities = { nil, nil, nil, nil }, { nil, nil, nil, nil }
	local find, count, last, length = string.find, 0, (from or 1) - 1, #text
	while last < length do
		local _, at, sku, quantity = find(text, '^([^* ]+)%*(%d+)[%d*]*,?', last + 1)
		if not at then
			break
		end
		count, last = count + 1, at
		skus[count], quantities[count] = sku, counts[quantity] or quantity + 0
	end
	if last < length and string.sub(text, last + 1, last + 1) ~= (count > 0 and ' ' or '-') then
		error('CORRUPT ' .. owners .. ' ' .. owner .. ': its lines do not read')
	end
	return skus, quantities
end

--- Whether these are packed lines, for who goes on without those that are none.
function line_list.is_whole(packed)
	return string.gsub(packed .. ',', '[^*, ]+%*[1-9]%d*,', '') == ''
end

function line_list.pack(skus, quantities)
	local packed = { nil, nil, nil, nil }
	for i = 1, #skus do
		local quantity = quantities[i]
		packed[i] = skus[i] .. '*' .. (texts[quantity] or integer.text(quantity))
	end
	return table.concat(packed, ',')
end

--- These lines added to packed ones, packed.
function line_list.sum(packed, skus, quantities)
	local all_skus, all_quantities = line_list.unpack(packed)
	for i = 1, #skus do
		all_skus[#all_skus + 1], all_quantities[#all_quantities + 1] = skus[i], quantities[i]
	end
	return line_list.pack(line_list.merge(all_skus, all_quantities))
end

--- Whether these are lines with the SKUs and quantities of those, in their order.
function line_list.equal(skus, quantities, other_skus, other_quantities)
	for i = 1, math.max(#skus, #other_skus) do
		if skus[i] ~= other_skus[i] or quantities[i] ~= other_quantities[i] then
			return false
		end
	end
	return true
end

--- Quantities by SKU.
function line_list.by_sku(skus, quantities)
	local units = {}
	for i = 1, #skus do
		units[skus[i]] = quantities[i]
	end
	return units
end

return line_list

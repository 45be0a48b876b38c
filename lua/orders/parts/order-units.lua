-- Units of an order by where they went. Always quantity = open + fulfilled + cancelled, and returned <= fulfilled, for
-- each line.
--- @include "inventory/parts/given-lines"
local order_units = {}

--- How many units of each SKU went this way. In a record without a version, the state tells it of all.
local function gone(order, way, units)
	if not order.version and order.state == way then
		return line_list.by_sku(units.skus, units.quantities)
	elseif not order[way] then
		return {}
	end
	return line_list.by_sku(line_list.unpack(order[way], nil, 'orders', order.id))
end

--- The units of an order that was read.
function order_units.read(order)
	local skus, quantities = line_list.merge(line_list.unpack(order.lines, nil, 'orders', order.id))
	local units = { skus = skus, quantities = quantities, ordered = line_list.by_sku(skus, quantities) }
	units.fulfilled, units.cancelled = gone(order, 'fulfilled', units), gone(order, 'cancelled', units)
	units.returned = gone(order, 'returned', units)
	return units
end

--- Units of a SKU that are neither fulfilled nor cancelled.
function order_units.open(units, sku)
	return (units.ordered[sku] or 0) - (units.fulfilled[sku] or 0) - (units.cancelled[sku] or 0)
end

--- Units of a SKU that were handed over, and may come back.
function order_units.handed_over(units, sku)
	return (units.fulfilled[sku] or 0) - (units.returned[sku] or 0)
end

--- Units of each SKU that the customer has, or is to get.
function order_units.kept(units)
	local kept = {}
	for _, sku in ipairs(units.skus) do
		kept[sku] = units.ordered[sku] - (units.cancelled[sku] or 0) - (units.returned[sku] or 0)
	end
	return kept
end

local function all_left(units, left)
	local skus, quantities = {}, {}
	for _, sku in ipairs(units.skus) do
		local quantity = left(units, sku)
		if quantity > 0 then
			skus[#skus + 1], quantities[#quantities + 1] = sku, quantity
		end
	end
	return skus, quantities
end

--- SKUs and quantities that a call names, or all that `left` gives where it names none. Nothing where a line has less
--- left, with the refusal.
function order_units.chosen(units, lines, left)
	if lines.count == 0 then
		return all_left(units, left)
	end
	local skus, quantities = given_lines.merged(lines)
	if not skus then
		return nil, quantities
	end
	local exceeded = given_lines.exceeded(skus, quantities, function(sku)
		return left(units, sku)
	end)
	if exceeded then
		return nil, exceeded
	end
	return skus, quantities
end

local function packed(units, way)
	local skus, quantities, counts = {}, {}, units[way]
	for _, sku in ipairs(units.skus) do
		if (counts[sku] or 0) > 0 then
			skus[#skus + 1], quantities[#quantities + 1] = sku, counts[sku]
		end
	end
	return #skus > 0 and line_list.pack(skus, quantities)
end

--- Counts that these units went this way, also in the order.
function order_units.count(order, units, way, skus, quantities)
	for i = 1, #skus do
		units[way][skus[i]] = (units[way][skus[i]] or 0) + quantities[i]
	end
	order.fulfilled, order.cancelled = packed(units, 'fulfilled'), packed(units, 'cancelled')
	order.returned = packed(units, 'returned')
end

--- Whether some unit is open, and whether one was fulfilled.
function order_units.some(units)
	local open, fulfilled = false, false
	for _, sku in ipairs(units.skus) do
		open = open or order_units.open(units, sku) > 0
		fulfilled = fulfilled or (units.fulfilled[sku] or 0) > 0
	end
	return open, fulfilled
end

--- The state of a placed order with these units.
function order_units.state(units)
	local open, fulfilled = order_units.some(units)
	if open then
		return fulfilled and 'partially_fulfilled' or 'placed'
	end
	return fulfilled and 'fulfilled' or 'cancelled'
end

return order_units

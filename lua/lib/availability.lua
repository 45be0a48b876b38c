-- Whether stock can be taken. A call about to be refused first ends the holds that are over; what they kept back
-- must never make a sale fail.
--- @include "lib/holds"
local availability = {}

--- Lines of one SKU add up: 3 + 3 of five is a shortage. Keeps the order in which SKUs first appear.
function availability.merge(lines)
	local merged, count, by_sku = {}, 0, {}
	for i = 1, #lines do
		local line = lines[i]
		local sku = line.sku
		local known = by_sku[sku]
		if known then
			known.quantity = known.quantity + line.quantity
		else
			count = count + 1
			by_sku[sku], merged[count] = line, line
		end
	end
	return merged
end

--- Whether some stocked SKU has less than what these quantities of it, which may be several, come to.
local function any_short(skus, quantities)
	local wanted = {}
	for i = 1, #skus do
		local sku, quantity = skus[i], quantities[i]
		local item = quantity and stock.item(sku)
		if item then
			quantity = quantity + (wanted[sku] or 0)
			if item.on_hand - item.reserved < quantity then
				return true
			end
			wanted[sku] = quantity
		end
	end
	return false
end

--- Ends holds that are over where these quantities (false for none) of these SKUs cannot be taken without; comes before
--- anything is staged. Returns AGAIN when holds were ended and it was not enough: the runner then repeats the script,
--- so that one run stays short however many holds are over.
function availability.make_room(skus, quantities)
	stock.read(skus)
	if any_short(skus, quantities) and holds.reclaim() > 0 and any_short(skus, quantities) then
		return { 'AGAIN' }
	end
	return nil
end

--- The same for lines.
function availability.make_room_for(lines)
	local skus, quantities = {}, {}
	for i = 1, #lines do
		skus[i], quantities[i] = lines[i].sku, lines[i].quantity
	end
	return availability.make_room(skus, quantities)
end

--- Why so much of a SKU that was read cannot be taken, or nil.
function availability.shortage(sku, quantity)
	local item = stock.item(sku)
	if not item then
		return { 'SKU_NOT_FOUND', sku }
	elseif item.on_hand - item.reserved < quantity then
		return { 'INSUFFICIENT_STOCK', sku, integer.text(quantity), integer.text(item.on_hand - item.reserved) }
	end
	return nil
end

--- The reply with the values of another one of the same word behind its own.
local function joined(reply, other)
	if not reply then
		return other
	end
	for i = 2, #other do
		reply[#reply + 1] = other[i]
	end
	return reply
end

--- Why these merged lines, whose SKUs were read, cannot be taken, or nil: all unknown SKUs, else every short line as
--- sku, requested, available.
function availability.refusal(lines)
	local missing, short
	for i = 1, #lines do
		local found = availability.shortage(lines[i].sku, lines[i].quantity)
		if found and found[1] == 'SKU_NOT_FOUND' then
			missing = joined(missing, found)
		elseif found then
			short = joined(short, found)
		end
	end
	return missing or short
end

return availability

-- Whether stock can be taken. A call about to be refused first ends the holds that are over; what they kept back
-- must never make a sale fail.
--- @include "lib/holds"
local availability = {}

--- Lines of one SKU add up: 3 + 3 of five is a shortage. Keeps the order in which SKUs first appear.
function availability.merge(lines)
	if #lines == 1 then
		return lines
	end
	local merged, by_sku = {}, {}
	for _, line in ipairs(lines) do
		local known = by_sku[line.sku]
		if known then
			known.quantity = known.quantity + line.quantity
		else
			known = { sku = line.sku, quantity = line.quantity }
			by_sku[line.sku], merged[#merged + 1] = known, known
		end
	end
	return merged
end

--- Whether there is less of a stocked SKU than this line asks for.
local function short(line)
	return stock.available(line.sku) < line.quantity
end

local function any_short(lines)
	for i = 1, #lines do
		if stock.item(lines[i].sku) and short(lines[i]) then
			return true
		end
	end
	return false
end

--- Ends holds that are over where the merged lines cannot be taken without; comes before anything is staged.
--- Returns AGAIN when holds were ended and it was not enough: the runner then repeats the script, so that one run
--- stays short however many holds are over.
function availability.make_room(lines)
	stock.read_of(lines)
	if any_short(lines) and holds.reclaim() > 0 and any_short(lines) then
		return { 'AGAIN' }
	end
	return nil
end

--- Why these merged lines cannot be taken, or nil: unknown SKUs, else every short line as sku, requested, available.
--- Their SKUs were read.
function availability.refusal(lines)
	local missing, shortages
	for i = 1, #lines do
		local line = lines[i]
		if not stock.item(line.sku) then
			missing = missing or { 'SKU_NOT_FOUND' }
			missing[#missing + 1] = line.sku
		elseif short(line) then
			shortages = shortages or { 'INSUFFICIENT_STOCK' }
			shortages[#shortages + 1] = line.sku
			shortages[#shortages + 1] = integer.text(line.quantity)
			shortages[#shortages + 1] = integer.text(stock.available(line.sku))
		end
	end
	return missing or shortages
end

return availability

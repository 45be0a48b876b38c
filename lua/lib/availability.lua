-- Whether stock can be taken. A call about to be refused first ends the holds that are over; what they kept back
-- must never make a sale fail.
--- @include "lib/holds"
local availability = {}

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

--- Why these quantities of SKUs that were read, each named once, cannot be taken: all unknown SKUs, and every short one
--- as sku, requested, available; each nil where there is none.
function availability.refusals(skus, quantities)
	local missing, short
	for i = 1, #skus do
		local found = availability.shortage(skus[i], quantities[i])
		if found and found[1] == 'SKU_NOT_FOUND' then
			missing = joined(missing, found)
		elseif found then
			short = joined(short, found)
		end
	end
	return missing, short
end

return availability

-- Whether stock can be taken. A call about to be refused first ends the holds that are over; what they kept back
-- must never make a sale fail.
--- @export
--- @include "inventory/parts/reclaim"
local availability = {}

--- Whether some stocked SKU has less than these quantities of it come to, and whether ending holds could help one of
--- those; only where SKUs may be `repeated`, there can be several of one.
local function any_short(call, skus, quantities, repeated)
	local wanted, short = repeated and {}, false
	for i = 1, #skus do
		local sku, quantity = skus[i], quantities[i]
		local item = quantity and stock.item(call, sku)
		if item then
			if repeated then
				quantity = quantity + (wanted[sku] or 0)
				wanted[sku] = quantity
			end
			if item.available < quantity then
				short = true
				if item.available < item.on_hand and quantities[i] <= item.on_hand then
					return true, true
				end
			end
		end
	end
	return short, false
end

--- Ends holds that are over where these quantities (false for none) of these SKUs cannot be taken without; comes
--- before
--- anything is staged. Returns AGAIN when holds were ended and it was not enough: the runner then repeats the script,
--- so that one run stays short however many holds are over.
function availability.make_room(call, skus, quantities, repeated)
	stock.read(call, skus)
	local short, held = any_short(call, skus, quantities, repeated)
	if not short then
		return nil
	end
	local ended = reclaim.due(call)
	if ended == 0 and held then
		ended = reclaim.vanished(call)
	end
	return ended > 0 and any_short(call, skus, quantities, repeated) and { 'AGAIN' } or nil
end

--- Why so much of a SKU that was read cannot be taken, or nil.
function availability.shortage(call, sku, quantity)
	local item = stock.item(call, sku)
	if not item then
		return { 'SKU_NOT_FOUND', sku }
	elseif item.available < quantity then
		return { 'INSUFFICIENT_STOCK', sku, integer.text(quantity), stock.available_text(item) }
	end
	return nil
end

--- Why these quantities of SKUs that were read, each named once, cannot be taken: all unknown SKUs, and every short
--- one
--- as sku, requested, available; each nil where there is none.
function availability.refusals(call, skus, quantities)
	local missing, short
	for i = 1, #skus do
		local sku, quantity = skus[i], quantities[i]
		local item = stock.item(call, sku)
		if not item then
			missing = missing or { 'SKU_NOT_FOUND' }
			missing[#missing + 1] = sku
		elseif item.available < quantity then
			short = short or { 'INSUFFICIENT_STOCK' }
			short[#short + 1] = sku
			short[#short + 1] = integer.text(quantity)
			short[#short + 1] = stock.available_text(item)
		end
	end
	return missing, short
end

return availability

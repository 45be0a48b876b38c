-- Room for a sale: reservations that are over are ended before a call is refused, for what they kept back must never
-- make a sale fail.
--- @export
--- @include "inventory/parts/campaign-sale"
--- @include "inventory/parts/claim"
--- @include "inventory/parts/reclaim"
--- @include "inventory/parts/wait-line"
local room = {}

--- Whether some stocked SKU has less than these quantities of it come to, and whether ending reservations could help
--- one of those; a SKU that is named again adds up.
local function any_short(call, skus, quantities)
	local wanted, short, items = {}, false, call.items
	for i = 1, #skus do
		local sku, quantity = skus[i], quantities[i]
		local item = quantity and items[sku]
		if item then
			quantity = quantity + (wanted[sku] or 0)
			wanted[sku] = quantity
			if item.available < quantity then
				short = true
				if item.reserved > 0 and quantities[i] <= item.on_hand then
					return true, true
				end
			end
		end
	end
	return short, false
end

--- Whether a campaign's limit stands against these quantities: `owners` is who asks for all of them, false for nobody,
--- or a list of who asks for each; nil where no limit matters. `counted` is counted for who asks already.
local function any_limited(call, skus, quantities, owners, counted)
	local concerns = owners ~= nil and (counted or claim.is_ruled(call, skus))
	if not concerns then
		return false
	elseif type(owners) ~= 'table' then
		return campaigns.is_limited(call, owners, skus, quantities, nil, counted)
	end
	for i = 1, #skus do
		local owner, sku, quantity = owners[i], skus[i], quantities[i]
		local item = quantity and call.items[sku]
		local is_asked = item and item.rules and item.rules.campaigns
		if is_asked and not campaign_sale.lets(call, owner, sku, quantity) then
			if campaigns.is_limited(call, owner, { sku }, { quantity }) then
				return true
			end
		end
	end
	return false
end

--- Ends reservations that are over where these quantities (none of some) of these SKUs cannot be taken without, by
--- these owners, as above. Comes before anything is staged. Returns AGAIN when some were ended and it was not enough:
--- the runner then repeats the script, so that one run stays short however many are over. Returns nil or false
--- otherwise.
function room.make(call, skus, quantities, owners, counted)
	stock.read(call, skus)
	local short, held = any_short(call, skus, quantities)
	if not short and not any_limited(call, skus, quantities, owners, counted) then
		return nil
	end
	if wait_line.run_on(call, skus) then
		return { 'AGAIN' }
	end
	local ended = reclaim.due(call)
	if ended == 0 and held then
		ended = reclaim.vanished(call)
	end
	if ended == 0 then
		return nil
	end
	local is_refused = any_short(call, skus, quantities) or any_limited(call, skus, quantities, owners, counted)
	return is_refused and { 'AGAIN' }
end

return room

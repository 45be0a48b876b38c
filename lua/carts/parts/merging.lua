-- Merging one cart into another: no sign-in should fail over that, so what does not fit stays where it was.
--- @include "carts/parts/cart-hold"
--- @include "inventory/parts/room"
local merging = {}

--- The quantity of a SKU that both carts have.
local function both(strategy, own, other)
	if strategy == 'sum' then
		return own + other
	end
	return strategy == 'max' and math.max(own, other) or own
end

--- Moves lines of a cart into another in memory. Returns those that stay, for the other would have too many lines: SKUs
--- and quantities; or nil and why a line cannot have so many units.
function merging.move(into, source, strategy)
	local places, skus, quantities = {}, {}, {}
	for place, sku in ipairs(into.skus) do
		places[sku] = place
	end
	for i, sku in ipairs(source.skus) do
		local quantity, place = source.quantities[i], places[sku]
		local wanted = place and both(strategy, into.quantities[place], quantity) or quantity
		if wanted > integer.max then
			return nil, { 'CAP_EXCEEDED', sku, 'quantity' }
		elseif not place and #into.skus >= cart.max_lines then
			skus[#skus + 1], quantities[#skus + 1] = sku, quantity
		else
			cart.put(into, place, sku, wanted)
		end
	end
	return skus, quantities
end

--- Ends what is over where the lines of the cart could not be kept back without, beside what the reservation that stays
--- keeps back already. Comes before anything is staged. Returns AGAIN or nil.
function merging.make_room(call, into, stays)
	stock.read(call, into.skus)
	local skus, quantities = reservation_lines.missing(stays, into)
	return room.make(call, skus, quantities, reservations.owner(stays), stays.counted)
end

--- Prices of the lines of a cart as the one that it takes over has them frozen; of the moment where that has none.
local function take_prices(call, into, source)
	local frozen, records = {}, prices.read(call, into.skus)
	local by_sku = line_list.by_sku(source.skus, source.frozen)
	for i, sku in ipairs(into.skus) do
		frozen[i] = by_sku[sku] or '-'
		frozen[i] = frozen[i] ~= '-' and frozen[i] or prices.text(sku, records[i])
	end
	return frozen
end

--- Stages that the reservation keeps the lines of the cart back, or ends where that cannot be. Returns it, or nil.
local function hold_anew(call, into, kept)
	local owner, skus, quantities = reservations.owner(kept), into.skus, into.quantities
	reservation_lines.uncount(call, kept, into)
	if claim.obstacles(call, owner, skus, quantities, cart_hold.units(kept), kept.counted) then
		cart_hold.release(call, into, kept)
		return nil
	end
	local lines = { skus = { unpack(into.skus) }, quantities = { unpack(into.quantities) } }
	reservation_lines.set(call, kept, lines)
	return kept
end

--- Stages what becomes of the reservations: that of the cart follows its lines, else it takes over that of the other.
--- Returns the one that it has.
function merging.hold(call, id, into, kept, source, source_kept)
	if kept then
		if source_kept then
			cart_hold.release(call, source, source_kept)
		end
		if into.frozen then
			prices.freeze_rest(call, into)
		end
		return hold_anew(call, into, kept)
	elseif not source_kept then
		return nil
	end
	into.hold, into.frozen = source_kept.id, source.frozen and take_prices(call, into, source)
	source_kept.cart = id
	return hold_anew(call, into, source_kept)
end

return merging

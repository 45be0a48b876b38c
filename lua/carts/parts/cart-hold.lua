-- The reservation that keeps the units of a cart back: it has the cart's lines, or less where a part of it was
-- cancelled, and is over when the cart expires at the latest.
--
-- Needs KEYS: reservations, hold*; of who changes it, journal, stock, movements, reservation_index too.
--- @export
--- @include "kernel/clock"
--- @include "inventory/parts/reservation-lines"
--- @include "inventory/parts/wait-line"
--- @include "carts/parts/cart"
--- @include "carts/parts/prices"
--- @state unheld_keys = {}
local cart_hold = {}

local function key_of(call, id)
	return call.keys.hold_base .. ':' .. id
end

--- The reservation if it may be used, else nil.
local function usable(call, kept)
	local lives = kept and kept.state == 'active' and call.now_ms <= kept.expires_ms + 0
	return lives and redis.call('EXISTS', key_of(call, kept.id)) == 1 and kept or nil
end

--- The active reservation of a cart, to be looked at, or nil. One that is over is left to the sweeper.
function cart_hold.look(call, found)
	local record = found.hold and redis.call('HGET', call.keys.reservations, found.hold)
	return record and usable(call, reservations.parse(found.hold, record, found)) or nil
end

--- The same, to change it: reads the stock of its lines. A cart without one forgets its frozen prices.
function cart_hold.take_up(call, found)
	local kept = cart_hold.look(call, found)
	if kept then
		redis.call('ZCARD', call.keys.reservation_index)
		stock.read(call, kept.skus)
	else
		found.hold, found.frozen = false, false
	end
	return kept
end

--- Units that a cart's reservation keeps back, by SKU; nil for none.
function cart_hold.units(kept)
	return kept and line_list.by_sku(kept.skus, kept.quantities)
end

--- The lines of a cart of which fewer units are kept back, with the units that are missing: SKUs and quantities.
function cart_hold.missing(kept, found)
	if not kept then
		return found.skus, found.quantities
	end
	return reservation_lines.missing(kept, found)
end

--- Stages that a cart keeps nothing back any more.
function cart_hold.release(call, found, kept)
	reservations.cancel(call, kept)
	call.unheld_keys[#call.unheld_keys + 1] = key_of(call, kept.id)
	found.hold, found.frozen = false, false
end

--- Stages that the reservation of a cart follows a line, of which the cart has another quantity now. Units that can be
--- had are taken; the cart has them, and no more.
function cart_hold.follow(call, found, kept, sku, before)
	local units, skus, quantities = cart_hold.units(kept), {}, {}
	for place, one in ipairs(found.skus) do
		local quantity, held = found.quantities[place], units[one] or 0
		held = math.min(held, quantity)
		if one == sku and quantity > before then
			held = quantity
		end
		if held > 0 then
			skus[#skus + 1], quantities[#skus + 1] = one, held
		end
	end
	if #skus == 0 then
		return cart_hold.release(call, found, kept)
	end
	if found.frozen then
		prices.freeze_rest(call, found)
	end
	local lines = { skus = skus, quantities = quantities }
	if line_list.pack(skus, quantities) ~= kept.lines then
		reservation_lines.set(call, kept, lines)
	end
	return nil
end

--- Forgets the expiry key of a reservation that became an order.
function cart_hold.spend(call, kept)
	redis.call('DEL', key_of(call, kept.id))
end

--- Writes what was staged of reservations, and stock.
function cart_hold.write(call)
	if call.reservation_records then
		wait_line.write(call)
	end
	if call.unheld_keys[1] then
		redis.call('DEL', unpack(call.unheld_keys))
	end
end

return cart_hold

-- The start and the end that all changes of a cart share.
--- @include "kernel/operation"
--- @include "inventory/parts/room"
--- @include "inventory/parts/wait-line"
--- @include "kernel/precondition"
--- @include "carts/parts/cart-view"
--- @include "carts/generated/carts-events"
--- @state cart_id = false, cart_ttl_ms = false, cart_kept = false
local cart_change = {}

--- The cart in this key, or nil and what to answer at once. From now on the cart lives `ttl_seconds`; `call.cart_kept`
--- is the reservation of its units, nil for none.
function cart_change.begin(call, key, id, if_match, ttl_seconds)
	local answered = operation.answered(call)
	if answered then
		return nil, answered
	end
	call.cart_id, call.cart_ttl_ms = id, ttl_seconds * 1000
	cart.touch_lists(call)
	local found = cart.read(call, key, id)
	local refusal = precondition.refusal(if_match, found.version)
	if refusal then
		return nil, refusal
	end
	call.cart_kept = cart_hold.take_up(call, found)
	return found
end

--- Why the cart cannot have this much of a SKU, or nil. A cart takes nothing from stock; that there is enough now is
--- a promise of the moment, and checkout looks again; unless it is held, and then it has what is kept back for it.
--- Campaigns are asked where the reservation would grow with the line; less of a SKU takes nothing.
function cart_change.refusal(call, found, sku, quantity)
	if quantity > integer.max then
		return { 'CAP_EXCEEDED', sku, 'quantity' }
	elseif #found.skus >= cart.max_lines and not cart.place(found, sku) then
		return { 'CART_FULL', integer.text(cart.max_lines) }
	end
	redis.call('HLEN', call.keys.prices) -- a wrong type must fail before reservations are ended to make room
	local kept, place = call.cart_kept, cart.place(found, sku)
	local own = kept and (cart_hold.units(kept)[sku] or false)
	local more = { math.max(0, quantity - (own or 0)) }
	if not kept or place and quantity <= found.quantities[place] then
		return room.make(call, { sku }, more) or claim.refusal(call, sku, quantity, own)
	end
	local owner, counted = reservations.owner(kept), kept.counted
	return room.make(call, { sku }, more, owner, counted)
		or claim.obstacles(call, owner, { sku }, { quantity }, own and { [sku] = own }, counted)
end

--- The reservation that keeps the units of the cart back from now on; nil for none.
function cart_change.hold(call, kept)
	call.cart_kept = kept
end

--- Stages the cart as it is in memory, under a new version.
function cart_change.stage(call, found)
	cart.stage(call, found, call.cart_ttl_ms)
end

--- Writes what was staged and records the reply: the cart as it is now, and a value more where one is given.
function cart_change.complete(call, found, more)
	wait_line.serve(call)
	local reply = cart_view.reply(call, found, found.hold and call.cart_kept)
	reply[#reply + 1] = more
	cart.write(call)
	cart_hold.write(call)
	return operation.complete(call, reply)
end

--- Sets the quantity of a SKU, 0 to remove it, and ends the change. Setting an absent SKU to 0 changes nothing.
function cart_change.set(call, found, sku, quantity)
	local place = cart.place(found, sku)
	if place or quantity > 0 then
		local before = place and found.quantities[place] or 0
		cart.put(found, place, sku, quantity)
		if call.cart_kept then
			cart_hold.follow(call, found, call.cart_kept, sku, before)
		end
		cart_change.stage(call, found)
		-- stylua: ignore
		carts_events.cart_line_changed(call, call.cart_id, found.version, sku,
			integer.text(before), integer.text(quantity))
	end
	return cart_change.complete(call, found)
end

return cart_change

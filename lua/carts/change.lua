-- The start and the end that all changes of a cart share.
--
-- Their ARGV begins with operation_id, fingerprint, record_ttl_ms, id, if_match, ttl_seconds.
--- @include "lib/operation"
--- @include "lib/availability"
--- @include "lib/precondition"
--- @include "carts/view"
local change = {}

local id, if_match, ttl_seconds

function change.prepare()
	id, if_match, ttl_seconds = ARGV[4], ARGV[5], integer.positive(ARGV[6])
end

--- The cart in this key, or nil and what to answer at once.
function change.begin(key)
	local answered = operation.answered()
	if answered then
		return nil, answered
	elseif not ttl_seconds then
		return nil, { 'INVALID_ARGUMENT', 'ttlSeconds' }
	end
	local found = cart.read(key)
	local refusal = precondition.refusal(if_match, found.version)
	if refusal then
		return nil, refusal
	end
	return found
end

--- Why the cart cannot have this much of a SKU, or nil. A cart takes nothing from stock; that there is enough now is
--- a promise of the moment, and checkout looks again.
function change.refusal(found, sku, quantity)
	if quantity > integer.max then
		return { 'CAP_EXCEEDED', sku, 'quantity' }
	elseif #found.skus >= cart.max_lines and not cart.place(found, sku) then
		return { 'CART_FULL', integer.text(cart.max_lines) }
	end
	redis.call('HLEN', keys.prices) -- a wrong type must fail before holds are ended to make room
	return availability.make_room({ sku }, { quantity }) or availability.shortage(sku, quantity)
end

--- Stages the cart as it is in memory, under a new version.
function change.stage(found)
	cart.stage(found, ttl_seconds * 1000)
end

--- Writes what was staged and records the reply: the cart as it is now.
function change.complete(found)
	local reply = view.reply(found)
	cart.write()
	return operation.complete(reply)
end

--- Sets the quantity of a SKU, 0 to remove it, and ends the change. Setting what is not there to 0 changes nothing.
function change.set(found, sku, quantity)
	local place = cart.place(found, sku)
	if place or quantity > 0 then
		local before = place and found.quantities[place] or 0
		cart.put(found, place, sku, quantity)
		change.stage(found)
		-- stylua: ignore
		journal.add('cart.line_changed', '{"id":"' .. id .. '","version":' .. found.version .. ',"sku":"' .. sku
			.. '","from":' .. integer.text(before) .. ',"to":' .. integer.text(quantity) .. '}')
	end
	return change.complete(found)
end

return change

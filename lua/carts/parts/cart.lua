-- Carts. One key a cart, so that nothing of an expired one stays.
--
-- `cart` holds the record that contract/records/cart.ts describes; its lines are in the order in which the SKUs came
-- in. `cart_version` is the last version given to any cart of the store: counted per cart, versions would begin anew
-- after a cart expired, and a writer of yesterday would win.
-- `cart_ids` lists those that have lines. A cart expires without a script: `cart_deadlines` has the listed ones by a
-- time before which they do not, and orders' sweeper looks then (carts/forget-expired).
--- @export
--- @include "kernel/integer"
--- @include "kernel/clock"
--- @include "inventory/parts/line-list"
--- @include "carts/generated/cart-record"
--- @state cart_version = false, cart_expires = false, staged_carts = {}
local cart = { max_lines = 100 }

-- The record that an absent cart reads as.
local NO_CART = cart_record.write('0', '0')

--- Prices in a text, with "," between; false where there is none.
local function frozen_of(key, text, count)
	local frozen = {}
	for price in string.gmatch(text, '[^,]+') do
		frozen[#frozen + 1] = price
	end
	if #frozen ~= count then
		error('CORRUPT cart ' .. key)
	end
	return frozen
end

local function parse(call, key, id, record)
	local version, expires_ms, lines, hold, frozen = cart_record.read(record)
	if not version then
		error('CORRUPT cart ' .. key)
	elseif expires_ms + 0 <= call.now_ms then
		return nil
	end
	local skus, quantities = {}, {}
	if lines then
		skus, quantities = line_list.unpack(lines, nil, 'cart', key)
	end
	return {
		key = key,
		id = id,
		record = record,
		version = version,
		lines = lines,
		skus = skus,
		quantities = quantities,
		hold = hold,
		frozen = frozen and frozen_of(key, frozen, #skus),
	}
end

--- The cart in this key, with its id where it is to be changed; an absent one, or one past its deadline, is empty and
--- has version 0. `lines` are its lines, packed, as long as they are those that were read, false for none. `hold` is
--- the reservation of its units, false for none, and may be over; `frozen` are the prices of its lines, false where
--- they are not.
function cart.read(call, key, id)
	call.cart_version = call.cart_version or integer.parse(redis.call('GET', call.keys.cart_version) or '0')
	if not call.cart_version then
		error('CORRUPT cart_version')
	end
	local record = redis.call('GET', key)
	-- stylua: ignore
	return record and parse(call, key, id, record)
		or { key = key, id = id, record = NO_CART, version = '0', lines = false, skus = {}, quantities = {}, hold = false,
			frozen = false }
end

--- Comes before a change: keys of another type fail before anything is written.
function cart.touch_lists(call)
	redis.call('ZCARD', call.keys.cart_ids)
	redis.call('ZCARD', call.keys.cart_deadlines)
end

--- The place of this SKU among the cart's lines, or nil.
function cart.place(found, sku)
	local skus = found.skus
	for place = 1, #skus do
		if skus[place] == sku then
			return place
		end
	end
	return nil
end

--- Sets the quantity of the SKU in this place in memory, or removes it at 0; appends it where there is no place. Where
--- prices are frozen, that of a new line is not yet.
function cart.put(found, place, sku, quantity)
	found.lines = false
	if quantity > 0 then
		if not place and found.frozen then
			found.frozen[#found.skus + 1] = '-'
		end
		place = place or #found.skus + 1
		found.skus[place], found.quantities[place] = sku, quantity
	elseif place then
		table.remove(found.skus, place)
		table.remove(found.quantities, place)
		if found.frozen then
			table.remove(found.frozen, place)
		end
	end
end

--- Removes all lines in memory.
function cart.empty(found)
	found.lines, found.skus, found.quantities, found.hold, found.frozen = false, {}, {}, false, false
end

--- Stages the cart as it is in memory, under a new version; from now on it lives `ttl_ms`.
function cart.stage(call, found, ttl_ms)
	call.cart_version = call.cart_version + 1
	found.version, call.cart_expires =
		integer.text(call.cart_version), call.cart_expires or integer.text(call.now_ms + ttl_ms)
	local lines = found.skus[1] and line_list.pack(found.skus, found.quantities)
	-- The comma behind the last tells one line without a price from no prices at all.
	local frozen = found.frozen and table.concat(found.frozen, ',') .. ','
	found.record = cart_record.write(found.version, call.cart_expires, lines, found.hold, frozen)
	call.staged_carts[#call.staged_carts + 1] = found
end

--- Lists a cart that has lines, and no other.
local function list(keys, found, expires)
	if not found.skus[1] then
		redis.call('ZREM', keys.cart_ids, found.id)
		redis.call('ZREM', keys.cart_deadlines, found.id)
	elseif redis.call('ZADD', keys.cart_ids, '0', found.id) == 1 then
		redis.call('ZADD', keys.cart_deadlines, expires, found.id)
	end
end

--- Writes what was staged.
function cart.write(call)
	local count = #call.staged_carts
	for i = 1, count do
		local found = call.staged_carts[i]
		redis.call('SET', found.key, found.record, 'PXAT', call.cart_expires)
		list(call.keys, found, call.cart_expires)
	end
	if count > 0 then
		redis.call('SET', call.keys.cart_version, call.staged_carts[count].version)
	end
	call.staged_carts = {}
end

return cart

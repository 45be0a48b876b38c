-- Carts. One key a cart, so that nothing of an expired one stays.
--
-- `cart` holds "version expiresAtMs lines": lines as lib/line-list packs them, in the order in which the SKUs came in,
-- "-" for none. `cart_version` is the last version given to any cart of the store: counted per cart, versions would
-- begin anew after a cart expired, and a writer of yesterday would win.
--- @include "lib/integer"
--- @include "lib/clock"
--- @include "lib/line-list"
local cart = { max_lines = 100 }

local last_version, staged

function cart.prepare()
	last_version, staged = nil, {}
end

local function parse(record)
	local version, expires, packed = string.match(record, '^(%d+) (%d+) (%S+)$')
	if not version then
		error('CORRUPT cart')
	end
	local skus, quantities = line_list.unpack(packed)
	return { version = version, expires = expires, skus = skus, quantities = quantities, absent = false, key = '' }
end

--- The cart in this key; an absent one, or one past its deadline, is empty and has version 0.
function cart.read(key)
	last_version = last_version or integer.parse(redis.call('GET', keys.cart_version) or '0')
	if not last_version then
		error('CORRUPT cart_version')
	end
	local record = redis.call('GET', key)
	local found = record and parse(record)
	if not found or found.expires + 0 <= clock.now_ms then
		found = { version = '0', expires = '0', skus = {}, quantities = {}, absent = true }
	end
	found.key = key
	return found
end

--- The place of this SKU among the cart's lines, or nil.
function cart.place(found, sku)
	for place = 1, #found.skus do
		if found.skus[place] == sku then
			return place
		end
	end
	return nil
end

--- Sets the quantity of the SKU in this place in memory, or removes it at 0; appends it where there is no place.
function cart.put(found, place, sku, quantity)
	if quantity > 0 then
		place = place or #found.skus + 1
		found.skus[place], found.quantities[place] = sku, quantity
	elseif place then
		table.remove(found.skus, place)
		table.remove(found.quantities, place)
	end
end

--- Stages the cart under a new version; from now on it lives `ttl_ms`.
function cart.stage(found, ttl_ms)
	last_version = last_version + 1
	found.version = integer.text(last_version)
	found.expires = integer.text(clock.now_ms + ttl_ms)
	staged[#staged + 1] = found
end

--- Writes what was staged.
function cart.write()
	for i = 1, #staged do
		local found = staged[i]
		local lines = #found.skus > 0 and line_list.pack(found.skus, found.quantities) or '-'
		local record = found.version .. ' ' .. found.expires .. ' ' .. lines
		redis.call('SET', found.key, record, 'PXAT', found.expires)
	end
	if #staged > 0 then
		redis.call('SET', keys.cart_version, integer.text(last_version))
	end
	staged = {}
end

return cart

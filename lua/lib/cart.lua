-- Carts. One key a cart, so that nothing of an expired one stays.
--
-- `cart` holds "version expiresAtMs lines": lines as lib/line-list packs them, in the order in which the SKUs came in,
-- "-" for none. `cart_version` is the last version given to any cart of the store: counted per cart, versions would
-- begin anew after a cart expired, and a writer of yesterday would win.
--- @include "lib/integer"
--- @include "lib/clock"
--- @include "lib/line-list"
local cart = { max_lines = 100 }

local last_version, expires, staged

function cart.prepare()
	last_version, expires, staged = nil, nil, {}
end

local function parse(key, record)
	local version, deadline, lines = string.match(record, '^(%d+) (%d+) ()%S')
	if not version then
		error('CORRUPT cart ' .. key)
	elseif deadline + 0 <= clock.now_ms then
		return nil
	end
	local skus, quantities = line_list.unpack(record, lines, key)
	return { key = key, record = record, version = version, skus = skus, quantities = quantities }
end

--- The cart in this key; an absent one, or one past its deadline, is empty and has version 0.
function cart.read(key)
	last_version = last_version or integer.parse(redis.call('GET', keys.cart_version) or '0')
	if not last_version then
		error('CORRUPT cart_version')
	end
	local record = redis.call('GET', key)
	return record and parse(key, record) or { key = key, record = '0 0 -', version = '0', skus = {}, quantities = {} }
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

--- Stages the cart as it is in memory, under a new version; from now on it lives `ttl_ms`.
function cart.stage(found, ttl_ms)
	last_version = last_version + 1
	found.version, expires = integer.text(last_version), expires or integer.text(clock.now_ms + ttl_ms)
	local lines = found.skus[1] and line_list.pack(found.skus, found.quantities) or '-'
	found.record = found.version .. ' ' .. expires .. ' ' .. lines
	staged[#staged + 1] = found
end

--- Writes what was staged.
function cart.write()
	local count = #staged
	for i = 1, count do
		redis.call('SET', staged[i].key, staged[i].record, 'PXAT', expires)
	end
	if count > 0 then
		redis.call('SET', keys.cart_version, staged[count].version)
	end
	staged = {}
end

return cart

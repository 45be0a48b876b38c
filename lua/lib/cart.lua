-- Carts. One key a cart, so that nothing of an expired one stays.
--
-- `cart` holds "version expiresAtMs lines": lines as "SKU*quantity,SKU*quantity" in the order in which the SKUs
-- came in, "-" for none. `cart_version` is the last version given to any cart of the store: counted per cart,
-- versions would begin anew after a cart expired, and a writer of yesterday would win.
--- @include "lib/integer"
--- @include "lib/clock"
local cart = { max_lines = 100 }

local last_version, staged

function cart.prepare()
	last_version, staged = nil, {}
end

local function parse(record)
	local version, expires_ms, packed = string.match(record, '^(%d+) (%d+) (%S+)$')
	if not version then
		error('CORRUPT cart')
	end
	local lines = {}
	for sku, quantity in string.gmatch(packed, '([^*,]+)%*(%d+)') do
		lines[#lines + 1] = { sku = sku, quantity = tonumber(quantity) }
	end
	return { version = version, expires_ms = tonumber(expires_ms), lines = lines }
end

--- The cart in this key; an absent one, or one past its deadline, is empty and has version 0.
function cart.read(key)
	last_version = last_version or integer.parse(redis.call('GET', keys.cart_version) or '0')
	if not last_version then
		error('CORRUPT cart_version')
	end
	local record = redis.call('GET', key)
	local found = record and parse(record)
	if not found or found.expires_ms <= clock.now_ms then
		found = { version = '0', expires_ms = 0, lines = {}, absent = true }
	end
	found.key = key
	return found
end

--- The cart's line of this SKU and its place, or nil.
function cart.line(found, sku)
	for place, line in ipairs(found.lines) do
		if line.sku == sku then
			return line, place
		end
	end
	return nil
end

--- Sets the quantity of a SKU in memory: appends a line, changes it, or removes it at 0.
function cart.set(found, sku, quantity)
	local line, place = cart.line(found, sku)
	if not line then
		found.lines[#found.lines + 1] = { sku = sku, quantity = quantity }
	elseif quantity > 0 then
		line.quantity = quantity
	else
		table.remove(found.lines, place)
	end
end

--- Stages the cart under a new version; from now on it lives `ttl_ms`.
function cart.stage(found, ttl_ms)
	last_version = last_version + 1
	found.version = integer.text(last_version)
	found.expires_ms = clock.now_ms + ttl_ms
	staged[#staged + 1] = found
end

--- Writes what was staged.
function cart.write()
	for _, found in ipairs(staged) do
		local packed, expires_ms = {}, integer.text(found.expires_ms)
		for i, line in ipairs(found.lines) do
			packed[i] = line.sku .. '*' .. integer.text(line.quantity)
		end
		local lines = #packed > 0 and table.concat(packed, ',') or '-'
		redis.call('SET', found.key, table.concat({ found.version, expires_ms, lines }, ' '), 'PXAT', expires_ms)
	end
	if #staged > 0 then
		redis.call('SET', keys.cart_version, integer.text(last_version))
	end
	staged = {}
end

return cart

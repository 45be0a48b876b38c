-- Stock: read, changed in memory, written once. Everything that moves units goes through here, so that they
-- are counted by the same lines everywhere.
--
-- `stock` holds "onHand reserved movements" by SKU, `sold` the units sold, `movements` a JSON array by
-- "SKU/sequence": [type, onHandChange, reservedChange, onHand, reserved, atMs, operationId, sourceId, reference].
--- @include "lib/integer"
--- @include "lib/clock"
--- @include "lib/json"
--- @include "lib/operation"
local stock = {}

local items, changed, moved, at_by

function stock.prepare()
	items, changed, moved, at_by = {}, {}, {}, nil
end

local function parse(sku, record, sold)
	local on_hand, reserved, sequence = string.match(record, '^(%d+) (%d+) (%d+)$')
	if not on_hand then
		error('CORRUPT stock of ' .. sku)
	end
	return {
		on_hand = on_hand + 0,
		reserved = reserved + 0,
		sequence = sequence + 0,
		sold = (sold or 0) + 0,
		sold_changed = false,
		created = false,
	}
end

--- Reads the SKUs not read before. Also touches `movements`, so that a wrong type fails before any write.
function stock.read(skus)
	local wanted = {}
	for i = 1, #skus do
		local sku = skus[i]
		if items[sku] == nil then
			items[sku] = false
			wanted[#wanted + 1] = sku
		end
	end
	if #wanted == 0 then
		return
	end
	redis.call('HLEN', keys.movements)
	local records = redis.call('HMGET', keys.stock, unpack(wanted))
	local sold = redis.call('ZMSCORE', keys.sold, unpack(wanted))
	for i = 1, #wanted do
		local sku, record = wanted[i], records[i]
		items[sku] = record and parse(sku, record, sold[i])
	end
end

--- Reads the SKUs that these lines name.
function stock.read_of(lines)
	local skus = {}
	for i = 1, #lines do
		skus[i] = lines[i].sku
	end
	stock.read(skus)
end

--- The SKU's numbers, or false where it was never stocked.
function stock.item(sku)
	return items[sku]
end

--- A SKU begins with nothing on hand.
function stock.create(sku)
	items[sku] = parse(sku, '0 0 0')
	items[sku].created = true
	return items[sku]
end

function stock.available(sku)
	return items[sku].on_hand - items[sku].reserved
end

--- Whether the SKU's numbers stay within the cap after these changes.
function stock.fits(sku, on_hand_change, sold_change)
	return items[sku].on_hand + on_hand_change <= integer.max and items[sku].sold + sold_change <= integer.max
end

--- Changes a SKU in memory by what comes to on hand, to reserved and, if not nil, to sold, and stages the movement.
--- `source_id` and `reference` may be nil.
function stock.move(sku, kind, on_hand_change, reserved_change, sold_change, source_id, reference)
	local item = items[sku]
	local on_hand, reserved = item.on_hand + on_hand_change, item.reserved + reserved_change
	if reserved < 0 or reserved > on_hand or on_hand > integer.max then
		error('CORRUPT stock of ' .. sku .. ': this movement would break 0 <= reserved <= on hand')
	end
	item.on_hand, item.reserved, item.sequence = on_hand, reserved, item.sequence + 1
	if sold_change then
		item.sold, item.sold_changed = item.sold + sold_change, true
	end
	changed[sku] = item
	at_by = at_by or string.format('%d,%s', clock.now_ms, json.value(operation.id))
	local source = source_id and '"' .. source_id .. '"' or 'null'
	moved[#moved + 1] = string.format('%s/%d', sku, item.sequence)
	-- stylua: ignore
	moved[#moved + 1] = string.format('["%s",%d,%d,%d,%d,%s,%s,%s]',
		kind, on_hand_change, reserved_change, on_hand, reserved, at_by, source, json.value(reference))
	return item
end

--- Writes what was staged. A script stages at most a few hundred SKUs, far below unpack's 7999 values.
function stock.write()
	local records, sold = {}, {}
	for sku, item in pairs(changed) do
		records[#records + 1] = sku
		records[#records + 1] = string.format('%d %d %d', item.on_hand, item.reserved, item.sequence)
		if item.sold_changed then
			sold[#sold + 1] = integer.text(item.sold)
			sold[#sold + 1] = sku
		end
		if item.created then
			redis.call('ZADD', keys.skus, 0, sku)
			item.created = nil
		end
	end
	if #records > 0 then
		redis.call('HSET', keys.stock, unpack(records))
		redis.call('HSET', keys.movements, unpack(moved))
	end
	if #sold > 0 then
		redis.call('ZADD', keys.sold, unpack(sold))
	end
	changed, moved = {}, {}
end

return stock

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

local items, changed, moved = {}, {}, {}

local function parse(sku, record)
	local on_hand, reserved, sequence = string.match(record, '^(%d+) (%d+) (%d+)$')
	if not on_hand then
		error('CORRUPT stock of ' .. sku)
	end
	return { on_hand = tonumber(on_hand), reserved = tonumber(reserved), sequence = tonumber(sequence) }
end

--- Reads the SKUs not read before. Also touches `movements`, so that a wrong type fails before any write.
function stock.read(skus)
	local wanted = {}
	for _, sku in ipairs(skus) do
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
	for i, sku in ipairs(wanted) do
		if records[i] then
			items[sku] = parse(sku, records[i])
			items[sku].sold = tonumber(sold[i] or 0)
		end
	end
end

--- Reads the SKUs that these lines name.
function stock.read_of(lines)
	local skus = {}
	for i, line in ipairs(lines) do
		skus[i] = line.sku
	end
	stock.read(skus)
end

--- The SKU's numbers, or false where it was never stocked.
function stock.item(sku)
	return items[sku]
end

--- A SKU begins with nothing on hand.
function stock.create(sku)
	items[sku] = { on_hand = 0, reserved = 0, sequence = 0, sold = 0, created = true }
	return items[sku]
end

function stock.available(sku)
	return items[sku].on_hand - items[sku].reserved
end

--- Whether the SKU's numbers stay within the cap after these changes.
function stock.fits(sku, on_hand_change, sold_change)
	return items[sku].on_hand + on_hand_change <= integer.max and items[sku].sold + sold_change <= integer.max
end

local tail, tail_source, tail_reference

--- The end of a movement, which those of one source share; written for each, it was a tenth of a large order.
local function tail_of(source_id, reference)
	if not tail or source_id ~= tail_source or reference ~= tail_reference then
		tail_source, tail_reference = source_id, reference
		local operation_id, source = json.value(operation.id), json.value(source_id)
		tail = string.format('%.0f,%s,%s,%s]', clock.now_ms, operation_id, source, json.value(reference))
	end
	return tail
end

--- Changes a SKU in memory and stages the movement. `change` holds on_hand, reserved and sold, each optional.
function stock.move(sku, kind, change, source_id, reference)
	local item = items[sku]
	local on_hand_change, reserved_change = change.on_hand or 0, change.reserved or 0
	item.on_hand = item.on_hand + on_hand_change
	item.reserved = item.reserved + reserved_change
	item.sold = item.sold + (change.sold or 0)
	item.sold_changed = item.sold_changed or change.sold ~= nil
	item.sequence = item.sequence + 1
	if item.reserved < 0 or item.reserved > item.on_hand or item.on_hand > integer.max then
		error('CORRUPT stock of ' .. sku .. ': this movement would break 0 <= reserved <= on hand')
	end
	changed[sku] = item
	moved[#moved + 1] = sku .. '/' .. integer.text(item.sequence)
	moved[#moved + 1] = string.format(
		'["%s",%.0f,%.0f,%.0f,%.0f,%s',
		kind,
		on_hand_change,
		reserved_change,
		item.on_hand,
		item.reserved,
		tail_of(source_id, reference)
	)
	return item
end

--- Writes what was staged. A script stages at most a few hundred SKUs, far below unpack's 7999 values.
function stock.write()
	local records, sold = {}, {}
	for sku, item in pairs(changed) do
		records[#records + 1] = sku
		records[#records + 1] = string.format('%.0f %.0f %.0f', item.on_hand, item.reserved, item.sequence)
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

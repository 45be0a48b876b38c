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

local items, created, records, moved, sold, at_by

function stock.prepare()
	items, created, records, moved, sold, at_by = {}, {}, {}, {}, {}, nil
end

--- A SKU's numbers, their texts (most movements leave some as they are), and its place in `records`.
local function parse(sku, record, units_sold)
	local on_hand, reserved, sequence = string.match(record, '^(%d+) (%d+) (%d+)$')
	if not on_hand then
		error('CORRUPT stock of ' .. sku)
	end
	return {
		on_hand = on_hand + 0,
		on_hand_text = on_hand,
		reserved = reserved + 0,
		reserved_text = reserved,
		sequence = sequence + 0,
		sold = units_sold + 0,
		sold_text = units_sold,
		place = 0,
	}
end

--- Reads the SKUs not read before. Also touches `movements`, so that a wrong type fails before any write.
function stock.read(skus)
	local wanted, count = {}, 0
	for i = 1, #skus do
		local sku = skus[i]
		if items[sku] == nil then
			count = count + 1
			items[sku], wanted[count] = false, sku
		end
	end
	if count == 0 then
		return
	end
	redis.call('HLEN', keys.movements)
	local found = redis.call('HMGET', keys.stock, unpack(wanted))
	local units_sold = redis.call('ZMSCORE', keys.sold, unpack(wanted))
	for i = 1, count do
		local sku, record = wanted[i], found[i]
		if record then
			items[sku] = parse(sku, record, units_sold[i] or '0')
		end
	end
end

--- The SKU's numbers, or false where it was never stocked.
function stock.item(sku)
	return items[sku]
end

--- A SKU begins with nothing on hand.
function stock.create(sku)
	items[sku] = parse(sku, '0 0 0', '0')
	local place = #created + 1
	created[place], created[place + 1] = 0, sku
end

function stock.available(sku)
	local item = items[sku]
	return item.on_hand - item.reserved
end

--- Whether the SKU's numbers stay within the cap after these changes.
function stock.fits(sku, on_hand_change, sold_change)
	local item, max = items[sku], integer.max
	return item.on_hand + on_hand_change <= max and item.sold + sold_change <= max
end

--- The SKU's numbers are others than its movements say; the audit found that out.
function stock.correct(sku, on_hand, reserved, units_sold)
	local item = items[sku]
	item.on_hand, item.on_hand_text = on_hand, integer.text(on_hand)
	item.reserved, item.reserved_text = reserved, integer.text(reserved)
	item.sold, item.sold_text = units_sold, integer.text(units_sold)
end

--- Stages what is to be written of a SKU, in the place of what was staged of it and not written yet.
local function stage(sku, item, sequence)
	local place = item.place
	if records[place] ~= sku then
		place = #records + 1
		item.place, records[place] = place, sku
	end
	records[place + 1] = item.on_hand_text .. ' ' .. item.reserved_text .. ' ' .. sequence
end

--- Changes a SKU in memory by what comes to on hand, to reserved and, if not nil, to sold, and stages the movement.
--- `source_id` and `reference` (JSON text) may be nil. Returns the SKU's numbers and the text of its new sequence.
function stock.move(sku, kind, on_hand_change, reserved_change, sold_change, source_id, reference)
	local item, text = items[sku], integer.text
	local on_hand, reserved = item.on_hand + on_hand_change, item.reserved + reserved_change
	if reserved < 0 or reserved > on_hand or on_hand > integer.max then
		error('CORRUPT stock of ' .. sku .. ': this movement would break 0 <= reserved <= on hand')
	end
	if on_hand_change ~= 0 then
		item.on_hand, item.on_hand_text = on_hand, text(on_hand)
	end
	if reserved_change ~= 0 then
		item.reserved, item.reserved_text = reserved, text(reserved)
	end
	if sold_change then
		local place, units_sold = #sold + 1, item.sold + sold_change
		item.sold, item.sold_text = units_sold, text(units_sold)
		sold[place], sold[place + 1] = item.sold_text, sku -- of a SKU that is in there twice, the last counts
	end
	item.sequence = item.sequence + 1
	local sequence = text(item.sequence)
	stage(sku, item, sequence)

	at_by = at_by or clock.now_text .. ',' .. json.value(operation.id)
	local place = #moved + 1
	moved[place] = sku .. '/' .. sequence
	-- stylua: ignore
	moved[place + 1] = '["' .. kind .. '",' .. (on_hand_change == 0 and '0' or text(on_hand_change)) .. ','
		.. (reserved_change == 0 and '0' or text(reserved_change)) .. ','
		.. item.on_hand_text .. ',' .. item.reserved_text .. ',' .. at_by
		.. (source_id and ',"' .. source_id .. '",' or ',null,') .. (reference or 'null') .. ']'
	return item, sequence
end

--- Writes what was staged. A script stages at most a few hundred SKUs, far below unpack's 7999 values. Who stages more
--- afterwards calls stock.forget() in between.
function stock.write()
	if #created > 0 then
		redis.call('ZADD', keys.skus, unpack(created))
	end
	if #records > 0 then
		redis.call('HSET', keys.stock, unpack(records))
		redis.call('HSET', keys.movements, unpack(moved))
	end
	if #sold > 0 then
		redis.call('ZADD', keys.sold, unpack(sold))
	end
end

--- Forgets what was staged, once it is written.
function stock.forget()
	created, records, moved, sold = {}, {}, {}, {}
end

return stock

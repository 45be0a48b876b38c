-- Stock: read, changed in memory, written once. Everything that moves units goes through here, so that they
-- are counted by the same lines everywhere.
--
-- `stock` holds "onHand reserved movements" by SKU, `sold` the units sold, `movements` a JSON array by
-- "SKU/sequence": [type, onHandChange, reservedChange, onHand, reserved, atMs, operationId, sourceId, reference]. One
-- more ends that of a write_off: the units that count as sold no longer, since what is on hand does not tell them.
--- @include "lib/integer"
--- @include "lib/clock"
--- @include "lib/json"
--- @include "lib/operation"
local stock = {}

local items, created, changed, moved, sold, at_by

function stock.prepare()
	items, created, changed, moved, sold, at_by = {}, {}, {}, {}, {}, nil
end

--- A SKU's numbers, and the texts of those that every movement tells, for most movements leave some as they are.
--- `sequence_text` and `sold_in` are false until it is staged. A ninth field would make Lua enlarge every table.
local function parse(sku, record, units_sold)
	local on_hand, reserved, sequence = string.match(record, '^(%d+) (%d+) (%d+)$')
	if not on_hand then
		error('CORRUPT stock of ' .. sku)
	end
	local units = on_hand + 0
	return {
		on_hand = units,
		on_hand_text = on_hand,
		reserved_text = reserved,
		available = units - reserved,
		sequence = sequence + 0,
		sequence_text = false,
		sold = units_sold and units_sold + 0,
		sold_in = false,
	}
end

--- Reads the SKUs not read before, their units sold only for a script that names `sold`. Also touches `movements`, so
--- that a wrong type fails before any write.
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
	local units_sold = keys.sold and redis.call('ZMSCORE', keys.sold, unpack(wanted))
	for i = 1, count do
		local sku, record = wanted[i], found[i]
		if record then
			items[sku] = parse(sku, record, units_sold and (units_sold[i] or 0))
		end
	end
end

--- The SKU's numbers, or false where it was never stocked.
function stock.item(sku)
	return items[sku]
end

--- A SKU begins with nothing on hand.
function stock.create(sku)
	local item, place = parse(sku, '0 0 0', 0), #created + 1
	items[sku] = item
	created[place], created[place + 1] = 0, sku
	return item
end

--- What is available of a SKU, as text.
function stock.available_text(item)
	return item.available == item.on_hand and item.on_hand_text or integer.text(item.available)
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
	item.reserved_text, item.available, item.sold = integer.text(reserved), on_hand - reserved, units_sold
end

--- Changes a SKU in memory by what comes to on hand, to reserved and, if not nil, to sold, and stages the movement.
--- `source_id` and `reference` (JSON text) may be nil. Returns the movement's "SKU/sequence".
function stock.move(sku, kind, on_hand_change, reserved_change, sold_change, source_id, reference)
	local item, text = items[sku], integer.text
	local on_hand, available = item.on_hand + on_hand_change, item.available + on_hand_change - reserved_change
	if available < 0 or available > on_hand or on_hand > integer.max then
		error('CORRUPT stock of ' .. sku .. ': this movement would break 0 <= reserved <= on hand')
	end
	if on_hand_change ~= 0 then
		item.on_hand, item.on_hand_text = on_hand, text(on_hand)
	end
	if reserved_change ~= 0 then
		item.reserved_text = text(on_hand - available)
	end
	if not item.sequence_text then
		changed[#changed + 1] = sku
	end
	local sequence = item.sequence + 1
	local sequence_text = text(sequence)
	item.available, item.sequence, item.sequence_text = available, sequence, sequence_text
	if sold_change then
		item.sold = item.sold + sold_change
		if item.sold_in ~= sold then
			item.sold_in, sold[#sold + 1] = sold, sku
		end
	end

	at_by = at_by or clock.now_text .. ',' .. json.value(operation.id)
	local place, field = #moved + 1, sku .. '/' .. sequence_text
	moved[place] = field
	local open, close = ',null', ','
	if source_id then
		open, close = ',"', '",'
	end
	-- stylua: ignore
	moved[place + 1] = '["' .. kind .. '",' .. (on_hand_change == 0 and '0' or text(on_hand_change)) .. ','
		.. (reserved_change == 0 and '0' or text(reserved_change)) .. ',' .. item.on_hand_text .. ','
		.. item.reserved_text .. ',' .. at_by .. open .. (source_id or '') .. close .. (reference or 'null') .. ']'
	return field
end

--- Stages that so many units of a SKU were not sold after all, and are gone all the same.
function stock.write_off(sku, quantity, source_id)
	stock.move(sku, 'write_off', 0, 0, -quantity, source_id)
	local last = #moved
	moved[last] = string.sub(moved[last], 1, -2) .. ',' .. integer.text(quantity) .. ']'
end

--- What is written of each SKU that changed, once however often it was moved.
local function records()
	local all = {}
	for i = 1, #changed do
		local sku = changed[i]
		local item = items[sku]
		all[2 * i - 1], all[2 * i] = sku, item.on_hand_text .. ' ' .. item.reserved_text .. ' ' .. item.sequence_text
	end
	return all
end

local function scores()
	local all = {}
	for i = 1, #sold do
		all[2 * i - 1], all[2 * i] = integer.text(items[sold[i]].sold), sold[i]
	end
	return all
end

--- Writes what was staged. A script stages at most a few hundred SKUs, far below unpack's 7999 values. Who stages more
--- afterwards calls stock.forget() in between.
function stock.write()
	if #created > 0 then
		redis.call('ZADD', keys.skus, unpack(created))
	end
	if #changed > 0 then
		redis.call('HSET', keys.stock, unpack(records()))
		redis.call('HSET', keys.movements, unpack(moved))
	end
	if #sold > 0 then
		redis.call('ZADD', keys.sold, unpack(scores()))
	end
end

--- Forgets what was staged, once it is written.
function stock.forget()
	for i = 1, #changed do
		items[changed[i]].sequence_text = false
	end
	created, changed, moved, sold = {}, {}, {}, {}
end

return stock

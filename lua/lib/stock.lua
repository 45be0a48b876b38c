-- Stock: read, changed in memory, written once. Everything that moves units goes through here, so that they
-- are counted by the same lines everywhere. Its records are described in lib/stock-records and lib/movements.
--- @include "lib/integer"
--- @include "lib/clock"
--- @include "lib/json"
--- @include "lib/operation"
--- @include "lib/movements"
--- @include "lib/stock-records"
local stock = {}

local items, created, changed, moved, sold, at_by

function stock.prepare()
	items, created, changed, moved, sold, at_by = {}, {}, {}, {}, {}, nil
end

local parse, field_of, text_of = stock_records.parse, movements.field, integer.text
local expect_none, further = movements.expect_none, movements.further

--- A SKU's numbers, and the texts of those that every movement tells, for most movements leave some as they are.
--- `staged` and `sold_in` are false until it moves. A ninth field would make Lua enlarge every table.
local function item_of(on_hand, reserved, sequence, units_sold, on_hand_text, reserved_text)
	return {
		on_hand = on_hand,
		on_hand_text = on_hand_text,
		reserved_text = reserved_text,
		available = on_hand - reserved,
		sequence = sequence,
		staged = false,
		sold = units_sold,
		sold_in = false,
	}
end

--- Reads the SKUs not read before, for who moves none of them; units sold only for a script that names `sold`. Returns
--- where the next movement of each belongs.
function stock.look(skus)
	local wanted, count = {}, 0
	for i = 1, #skus do
		local sku = skus[i]
		if items[sku] == nil then
			count = count + 1
			items[sku], wanted[count] = false, sku
		end
	end
	if count == 0 then
		return wanted
	end
	local found = redis.call('HMGET', keys.stock, unpack(wanted))
	local units_sold = keys.sold and redis.call('ZMSCORE', keys.sold, unpack(wanted))
	for i = 1, count do
		local sku, record = wanted[i], found[i]
		if record then
			local score = units_sold and units_sold[i]
			local on_hand, reserved, sequence, on_hand_text, reserved_text = parse(record, score)
			if not on_hand then
				error('CORRUPT stock of ' .. sku)
			end
			items[sku] = item_of(on_hand, reserved, sequence, score and score + 0 or 0, on_hand_text, reserved_text)
			wanted[i] = field_of(sku, sequence + 1)
		else
			wanted[i] = sku .. '/1'
		end
	end
	return wanted
end

--- The same for who moves them: fails, before anything is written, where the next movement of one is there already.
function stock.read(skus)
	expect_none(stock.look(skus))
end

--- The SKU's numbers, or false where it was never stocked.
function stock.item(sku)
	return items[sku]
end

--- A SKU begins with nothing on hand. One that is listed has lost its record, and is not new.
---
--- Needs KEYS: skus.
function stock.create(sku)
	stock_records.expect_none(sku)
	return stock.begin(sku, 0, 0, 0, 0)
end

--- Stages that the SKU has these numbers, whatever its record is, and that it is listed.
function stock.begin(sku, on_hand, reserved, sequence, units_sold)
	local item, place =
		item_of(on_hand, reserved, sequence, units_sold, text_of(on_hand), text_of(reserved)), #created + 1
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
	local sequence = item.sequence + 1
	local field = item.staged and further(sku, sequence) or sku .. '/' .. text(sequence)
	if not item.staged then
		changed[#changed + 1] = sku
	end
	item.available, item.sequence, item.staged = available, sequence, true
	if sold_change then
		item.sold = item.sold + sold_change
		if item.sold_in ~= sold then
			item.sold_in, sold[#sold + 1] = sold, sku
		end
	end

	at_by = at_by or clock.now_text .. ',' .. json.value(operation.id)
	local place = #moved + 1
	local open, close = ',null', ','
	if source_id then
		open, close = ',"', '",'
	end
	-- stylua: ignore
	moved[place], moved[place + 1] = field, '["' .. kind .. '",' .. (on_hand_change == 0 and '0' or text(on_hand_change))
		.. ',' .. (reserved_change == 0 and '0' or text(reserved_change)) .. ',' .. item.on_hand_text .. ','
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
		all[2 * i - 1], all[2 * i] =
			sku, item.on_hand_text .. ' ' .. item.reserved_text .. ' ' .. text_of(item.sequence)
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

--- Forgets what was staged, once it is written; looks for the movement that comes next of each, as stock.read() did.
function stock.forget()
	local fields = {}
	for i = 1, #changed do
		local item = items[changed[i]]
		item.staged, fields[i] = false, field_of(changed[i], item.sequence + 1)
	end
	expect_none(fields)
	created, changed, moved, sold = {}, {}, {}, {}
end

return stock

-- Stock: read, changed in memory, written once. Everything that moves units goes through here, so that they
-- are counted by the same lines everywhere. Its records are described in inventory/parts/stock-records and
-- inventory/parts/movements.
--- @export
--- @include "kernel/integer"
--- @include "kernel/clock"
--- @include "kernel/json"
--- @include "kernel/operation"
--- @include "inventory/parts/movements"
--- @include "inventory/parts/stock-records"
--- @optional-key sold
--- @state items = {}, created_skus = {}, changed_skus = {}, moved = {}, sold_skus = {}, at_by = false
local stock = {}

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

--- Reads the SKUs not read before, to look at them; units sold only for a script that declares `sold`. Returns where
--- the next movement of each belongs.
function stock.look(call, skus)
	local wanted, count = {}, 0
	for i = 1, #skus do
		local sku = skus[i]
		if call.items[sku] == nil then
			count = count + 1
			call.items[sku], wanted[count] = false, sku
		end
	end
	if count == 0 then
		return wanted
	end
	local found = redis.call('HMGET', call.keys.stock, unpack(wanted))
	local units_sold = call.keys.sold and redis.call('ZMSCORE', call.keys.sold, unpack(wanted))
	for i = 1, count do
		local sku, record = wanted[i], found[i]
		if record then
			local score = units_sold and units_sold[i]
			local on_hand, reserved, sequence, on_hand_text, reserved_text = parse(record, score)
			if not on_hand then
				error('CORRUPT stock ' .. sku)
			end
			call.items[sku] =
				item_of(on_hand, reserved, sequence, score and score + 0 or 0, on_hand_text, reserved_text)
			wanted[i] = field_of(sku, sequence + 1)
		else
			wanted[i] = sku .. '/1'
		end
	end
	return wanted
end

--- The same for who moves them: fails, before anything is written, where the next movement of one is there already.
function stock.read(call, skus)
	expect_none(call, stock.look(call, skus))
end

--- The SKU's numbers, or false where it was never stocked.
function stock.item(call, sku)
	return call.items[sku]
end

--- A SKU begins with nothing on hand. One that is listed has lost its record, and is not new.
---
--- Needs KEYS: skus.
function stock.create(call, sku)
	stock_records.expect_none(call, sku)
	return stock.begin(call, sku, 0, 0, 0, 0)
end

--- Stages that the SKU has these numbers, whatever its record is, and that it is listed.
function stock.begin(call, sku, on_hand, reserved, sequence, units_sold)
	local item, place =
		item_of(on_hand, reserved, sequence, units_sold, text_of(on_hand), text_of(reserved)), #call.created_skus + 1
	call.items[sku] = item
	call.created_skus[place], call.created_skus[place + 1] = 0, sku
	return item
end

--- What is available of a SKU, as text.
function stock.available_text(item)
	return item.available == item.on_hand and item.on_hand_text or integer.text(item.available)
end

--- Whether the SKU's numbers stay within the cap after these changes.
function stock.fits(call, sku, on_hand_change, sold_change)
	local item, max = call.items[sku], integer.max
	return item.on_hand + on_hand_change <= max and item.sold + sold_change <= max
end

--- Changes a SKU in memory by what comes to on hand, to reserved and, if not nil, to sold, and stages the movement.
--- `source_id` and `reference` (JSON text) may be nil. Returns the movement's "SKU/sequence".
function stock.move(call, sku, kind, on_hand_change, reserved_change, sold_change, source_id, reference)
	local item, text = call.items[sku], integer.text
	local on_hand, available = item.on_hand + on_hand_change, item.available + on_hand_change - reserved_change
	if available < 0 or available > on_hand or on_hand > integer.max then
		error('CORRUPT stock ' .. sku .. ': this movement would break 0 <= reserved <= on hand')
	end
	if on_hand_change ~= 0 then
		item.on_hand, item.on_hand_text = on_hand, text(on_hand)
	end
	if reserved_change ~= 0 then
		item.reserved_text = text(on_hand - available)
	end
	local sequence = item.sequence + 1
	local field = item.staged and further(call, sku, sequence) or sku .. '/' .. text(sequence)
	if not item.staged then
		call.changed_skus[#call.changed_skus + 1] = sku
	end
	item.available, item.sequence, item.staged = available, sequence, true
	if sold_change then
		item.sold = item.sold + sold_change
		if item.sold_in ~= call.sold_skus then
			item.sold_in, call.sold_skus[#call.sold_skus + 1] = call.sold_skus, sku
		end
	end

	call.at_by = call.at_by or call.now_text .. ',' .. json.value(call.operation_id)
	local place = #call.moved + 1
	local open, close = ',null', ','
	if source_id then
		open, close = ',"', '",'
	end
	-- stylua: ignore
	call.moved[place], call.moved[place + 1] = field,
		'["' .. kind .. '",' .. (on_hand_change == 0 and '0' or text(on_hand_change))
		.. ',' .. (reserved_change == 0 and '0' or text(reserved_change)) .. ',' .. item.on_hand_text .. ','
		.. item.reserved_text .. ',' .. call.at_by .. open .. (source_id or '') .. close .. (reference or 'null') .. ']'
	return field
end

--- Stages that so many units of a SKU were not sold after all, and are gone all the same.
function stock.write_off(call, sku, quantity, source_id)
	stock.move(call, sku, 'write_off', 0, 0, -quantity, source_id)
	local last = #call.moved
	call.moved[last] = string.sub(call.moved[last], 1, -2) .. ',' .. integer.text(quantity) .. ']'
end

--- What is written of each SKU that changed, once however often it was moved.
local function records(call)
	local all = {}
	for i = 1, #call.changed_skus do
		local sku = call.changed_skus[i]
		local item = call.items[sku]
		all[2 * i - 1], all[2 * i] =
			sku, item.on_hand_text .. ' ' .. item.reserved_text .. ' ' .. text_of(item.sequence)
	end
	return all
end

local function scores(call)
	local all = {}
	for i = 1, #call.sold_skus do
		all[2 * i - 1], all[2 * i] = integer.text(call.items[call.sold_skus[i]].sold), call.sold_skus[i]
	end
	return all
end

--- Writes what was staged. A script stages at most a few hundred SKUs, far below unpack's 7999 values. Who stages
--- more
--- afterwards calls stock.forget() in between.
function stock.write(call)
	if #call.created_skus > 0 then
		redis.call('ZADD', call.keys.skus, unpack(call.created_skus))
	end
	if #call.changed_skus > 0 then
		redis.call('HSET', call.keys.stock, unpack(records(call)))
		redis.call('HSET', call.keys.movements, unpack(call.moved))
	end
	if #call.sold_skus > 0 then
		redis.call('ZADD', call.keys.sold, unpack(scores(call)))
	end
end

--- Forgets what was staged, once it is written; looks for the movement that comes next, as stock.read() did.
function stock.forget(call)
	local fields = {}
	for i = 1, #call.changed_skus do
		local item = call.items[call.changed_skus[i]]
		item.staged, fields[i] = false, field_of(call.changed_skus[i], item.sequence + 1)
	end
	expect_none(call, fields)
	call.created_skus, call.changed_skus, call.moved, call.sold_skus = {}, {}, {}, {}
end

return stock

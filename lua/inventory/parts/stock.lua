-- Stock in memory: read, changed by movements, written once. Only inventory/parts/claim moves units by it, and the
-- repair, which sets what cannot be read.
--- @export
--- @include "kernel/bulk"
--- @include "kernel/integer"
--- @include "kernel/clock"
--- @include "kernel/operation"
--- @include "inventory/generated/movement-record"
--- @include "inventory/generated/stock-record"
--- @include "inventory/parts/campaign-counts"
--- @include "inventory/parts/line-notes"
--- @include "inventory/parts/movements"
--- @include "inventory/parts/stock-alerts"
--- @include "inventory/parts/stock-records"
--- @optional-key sold, waits
--- @state items = {}, created_skus = {}, changed_skus = {}, moved = {}, sold_skus = {}, operation_json = false
local stock = {}

local read_record, field_of = stock_records.read, movements.field
local expect_none, further = movements.expect_none, movements.further
local texts, text_of, max = integer.texts, integer.text, integer.max
local set, write_record, write_movement = stock_records.set, stock_record.write, movement_record.write

--- Reads the SKUs not read before, to look at them; units sold only for a script that declares `sold`. Returns where
--- the next movement of each belongs.
function stock.look(call, skus)
	local items, keys, wanted, count = call.items, call.keys, {}, 0
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
			local item = read_record(record, units_sold and units_sold[i])
			if not item then
				error('CORRUPT stock ' .. sku)
			end
			items[sku] = item
			if keys.waits and stock_records.line(item) > 0 then
				line_notes.note(call, sku, item)
			end
			wanted[i] = field_of(sku, item.sequence + 1)
		else
			wanted[i] = sku .. '/1'
		end
	end
	return wanted
end

--- The same, to move them: fails, before anything is written, where the next movement of one is there already.
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
	return stock.begin(call, sku, stock_records.new())
end

--- Stages that the SKU has these numbers, whatever its record is, and that it is listed. Returns them.
function stock.begin(call, sku, item)
	local created = call.created_skus
	local place = #created + 1
	call.items[sku] = item
	created[place], created[place + 1] = 0, sku
	return item
end

--- Stages that the record of the SKU changed. `staged` is false until then: `moved`, or `sold` where its units sold
--- change too.
function stock.stage(call, sku, item)
	item.staged, call.changed_skus[#call.changed_skus + 1] = 'moved', sku
end

--- Changes a SKU in memory by what comes to on hand, to reserved and, if not false, to sold, and stages the movement.
--- `source_id` and `reference` (JSON text) may be nil. Returns the movement's "SKU/sequence".
function stock.move(call, sku, kind, on_hand_change, reserved_change, sold_change, source_id, reference)
	local item, moved, operation_json = call.items[sku], call.moved, call.operation_json
	local on_hand, reserved, staged = item.on_hand + on_hand_change, item.reserved + reserved_change, item.staged
	if reserved < 0 or reserved > on_hand or on_hand > max then
		error('CORRUPT stock ' .. sku .. ': this movement would break 0 <= reserved <= on hand')
	end
	local sequence = item.sequence + 1
	local field = staged and further(call, sku, sequence) or sku .. '/' .. (texts[sequence] or text_of(sequence))
	set(item, on_hand, reserved)
	item.sequence = sequence
	if not staged then
		stock.stage(call, sku, item)
	end
	if sold_change then
		item.sold = item.sold + sold_change
		if staged ~= 'sold' then
			item.staged, call.sold_skus[#call.sold_skus + 1] = 'sold', sku
		end
	end
	if not operation_json then
		operation_json = cjson.encode(journal.operation(call))
		call.operation_json = operation_json
	end
	local place = #moved + 1
	moved[place] = field
	moved[place + 1] = write_movement(
		kind,
		texts[on_hand_change] or text_of(on_hand_change),
		texts[reserved_change] or text_of(reserved_change),
		item.on_hand_text,
		texts[reserved] or text_of(reserved),
		call.now_text,
		operation_json,
		source_id,
		reference,
		kind == 'write_off' and text_of(-sold_change) -- on hand does not tell it
	)
	return field
end

--- The new record of each SKU that changed, once however often it was moved.
local function records(call)
	local all, changed, items = {}, call.changed_skus, call.items
	for i = 1, #changed do
		local item = items[changed[i]]
		local reserved, sequence, rules = item.reserved, item.sequence, item.rules
		if rules and rules.low_stock then
			stock_alerts.note(call, changed[i], item, rules)
		end
		all[2 * i - 1] = changed[i]
		all[2 * i] = write_record(
			item.on_hand_text,
			texts[reserved] or text_of(reserved),
			texts[sequence] or text_of(sequence),
			rules and rules.text or '0'
		)
	end
	return all
end

local function scores(call)
	local all, sold = {}, call.sold_skus
	for i = 1, #sold do
		all[2 * i - 1], all[2 * i] = text_of(call.items[sold[i]].sold), sold[i]
	end
	return all
end

--- Writes what was staged, and what campaigns count. Comes before the journal is written. A script that stages more
--- afterwards calls stock.forget() in between.
function stock.write(call)
	if #call.created_skus > 0 then
		bulk.zadd(call.keys.skus, call.created_skus)
	end
	if #call.changed_skus > 0 then
		bulk.hset(call.keys.stock, records(call))
	end
	if #call.moved > 0 then
		bulk.hset(call.keys.movements, call.moved)
	end
	if #call.sold_skus > 0 then
		bulk.zadd(call.keys.sold, scores(call))
	end
	if call.changed_campaigns then
		campaign_counts.write(call)
	end
end

--- Forgets what was staged, once it is written; looks for the movement that comes next, as stock.read() does.
function stock.forget(call)
	local fields, changed = {}, call.changed_skus
	for i = 1, #changed do
		local item = call.items[changed[i]]
		item.staged, fields[i] = false, field_of(changed[i], item.sequence + 1)
	end
	expect_none(call, fields)
	call.created_skus, call.changed_skus, call.moved, call.sold_skus = {}, {}, {}, {}
end

return stock

-- Stock as scripts find it, read strictly; and the one place that says what may be sold.
--- @export
--- @include "kernel/integer"
--- @include "inventory/generated/stock-record"
--- @include "inventory/generated/stock-view-record"
local stock_records = {}

local numbers, texts, max, text_of = integer.numbers, integer.texts, integer.max, integer.text
local read = stock_record.read

--- The number that digits stand for, or false where no script writes it so.
local function count_of(digits)
	local number = digits + 0
	return number <= max and string.byte(digits) ~= 48 and number -- small ones, and 0, are in `numbers`
end

--- Whether a score tells how many units were sold.
local function is_count(score)
	local small = numbers[score]
	return small and small >= 0 or string.find(score, '^%d+$') and count_of(score)
end

--- Units that may be sold of a SKU, for decisions and for answers. Below zero, none may be.
local function available_of(item)
	return item.on_hand - item.reserved - item.safety_stock
end

--- A number of units that may be sold, as text for answers.
function stock_records.units_text(available)
	return text_of(math.max(available, 0))
end

--- Units that may be sold of a SKU, as text for answers.
function stock_records.available_text(item)
	local available = item.available
	return available == item.on_hand and item.on_hand_text or stock_records.units_text(available)
end

--- The numbers of a new SKU: nothing. `staged` is for inventory/parts/stock, `sold` for a script that reads it.
function stock_records.new()
	return {
		on_hand = 0,
		on_hand_text = '0',
		reserved = 0,
		reserved_text = '0',
		available = 0,
		safety_stock = 0,
		sequence = 0,
		staged = false,
		sold = 0,
	}
end

--- Sets on hand and reserved.
function stock_records.set(item, on_hand, reserved)
	if item.on_hand ~= on_hand then
		item.on_hand, item.on_hand_text = on_hand, texts[on_hand] or text_of(on_hand)
	end
	if item.reserved ~= reserved then
		item.reserved, item.reserved_text = reserved, texts[reserved] or text_of(reserved)
	end
	item.available = available_of(item)
end

--- The numbers of a SKU with this record (false for none) and these units sold (false where they are not needed),
--- in the table `into` where it is given: to fill one is cheaper than to make one. Nil where the record is not what a
--- script wrote, or units sold are given and are none.
function stock_records.read(record, units_sold, into)
	local on_hand_text, reserved_text, sequence_text, safety_text = read(record or '')
	if not on_hand_text or units_sold and not is_count(units_sold) then
		return nil
	end
	local on_hand = numbers[on_hand_text] or count_of(on_hand_text)
	local reserved = numbers[reserved_text] or count_of(reserved_text)
	local sequence = numbers[sequence_text] or count_of(sequence_text)
	local safety_stock = numbers[safety_text] or count_of(safety_text)
	if not (on_hand and reserved and sequence and safety_stock) or reserved > on_hand then
		return nil
	end
	local item = into or stock_records.new()
	item.on_hand, item.on_hand_text = on_hand, on_hand_text
	item.reserved, item.reserved_text = reserved, reserved_text
	item.sequence, item.safety_stock, item.sold = sequence, safety_stock, (units_sold or 0) + 0
	item.available = available_of(item)
	return item
end

--- The record of a SKU.
function stock_records.write(item)
	local sequence, safety_stock = text_of(item.sequence), text_of(item.safety_stock)
	return stock_record.write(item.on_hand_text, item.reserved_text, sequence, safety_stock)
end

--- The answer for a SKU; units sold come as text.
function stock_records.view(sku, item, sold_text)
	local available_text, safety_stock = stock_records.available_text(item), text_of(item.safety_stock)
	return stock_view_record.write(sku, item.on_hand_text, item.reserved_text, sold_text, available_text, safety_stock)
end

--- Fails where the SKU, which has no record, had one: it is listed, or has movements.
---
--- Needs KEYS: skus, movements.
function stock_records.expect_none(call, sku)
	local is_listed = redis.call('ZSCORE', call.keys.skus, sku)
	if is_listed or redis.call('HEXISTS', call.keys.movements, sku .. '/1') == 1 then
		error('CORRUPT stock ' .. sku .. ': its record is missing')
	end
end

return stock_records

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
local function available_of(on_hand, reserved, safety_stock)
	return on_hand - reserved - safety_stock
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

--- Sets on hand and reserved.
function stock_records.set(item, on_hand, reserved)
	if item.on_hand ~= on_hand then
		item.on_hand, item.on_hand_text = on_hand, texts[on_hand] or text_of(on_hand)
	end
	item.reserved, item.available = reserved, available_of(on_hand, reserved, item.safety_stock)
end

--- Sets how many units are kept for safety.
function stock_records.keep(item, safety_stock)
	item.safety_stock, item.available = safety_stock, available_of(item.on_hand, item.reserved, safety_stock)
end

--- On hand, reserved, sequence and safety stock in the record of a SKU (false for none), and the texts of the first
--- and the last. Nothing where the record is not what a script wrote, or units sold are given and are none (false where
--- they are not needed).
local function parse(record, units_sold)
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
	return on_hand, reserved, sequence, safety_stock, on_hand_text, safety_text
end

--- The numbers of a SKU with this record and these units sold, or nil. `staged` is for inventory/parts/stock. A ninth
--- field would make Lua double each table: the text of on hand is kept, for most movements leave it as it is, and that
--- of what is reserved is not.
function stock_records.read(record, units_sold)
	local on_hand, reserved, sequence, safety_stock, on_hand_text = parse(record, units_sold)
	if not on_hand then
		return nil
	end
	return {
		on_hand = on_hand,
		on_hand_text = on_hand_text,
		reserved = reserved,
		available = available_of(on_hand, reserved, safety_stock),
		safety_stock = safety_stock,
		sequence = sequence,
		staged = false,
		sold = (units_sold or 0) + 0,
	}
end

--- The numbers of a new SKU: nothing.
function stock_records.new()
	return stock_records.read(stock_record.write('0', '0', '0', '0'))
end

--- The answer for a SKU; units sold come as text.
function stock_records.view(sku, item, sold_text)
	local available_text, reserved_text = stock_records.available_text(item), text_of(item.reserved)
	local safety_text = text_of(item.safety_stock)
	return stock_view_record.write(sku, item.on_hand_text, reserved_text, sold_text, available_text, safety_text)
end

--- The answer for a SKU with this record and these units sold (text, false for none), of whose reserved units
--- `lapsed_of(call, sku)` are on the way back; nil where the record cannot be read. Makes no table: pages are long.
function stock_records.shown(call, sku, record, units_sold, lapsed_of)
	local on_hand, reserved, _, safety_stock, on_hand_text, safety_text = parse(record, units_sold)
	if not on_hand then
		return nil
	end
	local lapsed = reserved > 0 and lapsed_of(call, sku) or 0
	reserved = math.max(reserved - lapsed, 0)
	local available = available_of(on_hand, reserved, safety_stock)
	local available_text = available == on_hand and on_hand_text or stock_records.units_text(available)
	return stock_view_record.write(sku, on_hand_text, text_of(reserved), units_sold or '0', available_text, safety_text)
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

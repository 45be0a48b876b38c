-- Stock as scripts find it, read strictly; and the one place that says what may be sold.
--- @export
--- @include "kernel/integer"
--- @include "inventory/generated/stock-record"
--- @include "inventory/generated/stock-view-record"
local stock_records = {}

local numbers, texts, max, text_of = integer.numbers, integer.texts, integer.max, integer.text
local read = stock_record.read

--- The number that digits stand for, or nil where no script writes it so.
local function count_of(digits)
	local number = digits + 0
	return number <= max and string.byte(digits) ~= 48 and number or nil -- small ones, and 0, are in `numbers`
end

--- Whether a score tells how many units were sold.
local function is_count(score)
	local small = numbers[score]
	return small and small >= 0 or not small and string.find(score, '^%d+$') and count_of(score)
end

--- Units that may be sold of so many on hand and reserved, for decisions and for answers. Below zero, none may be.
function stock_records.available(on_hand, reserved)
	return on_hand - reserved
end

--- The same as text, for answers.
function stock_records.available_text(available)
	return available > 0 and (texts[available] or text_of(available)) or '0'
end

--- On hand, reserved, and the sequence of the newest movement; and the texts of the first two. Nothing where the record
--- (false for none) is not what a script wrote, or units sold are given and are none.
function stock_records.parse(record, units_sold)
	local on_hand_text, reserved_text, sequence_text = read(record or '')
	if not on_hand_text or units_sold and not is_count(units_sold) then
		return nil
	end
	local on_hand = numbers[on_hand_text] or count_of(on_hand_text)
	local reserved = numbers[reserved_text] or count_of(reserved_text)
	local sequence = numbers[sequence_text] or count_of(sequence_text)
	if not (on_hand and reserved and sequence) or reserved > on_hand then
		return nil
	end
	return on_hand, reserved, sequence, on_hand_text, reserved_text
end

--- What callers are told of a SKU: units on hand and reserved, also as texts, and units sold as text.
function stock_records.view(sku, on_hand, reserved, on_hand_text, reserved_text, sold_text)
	local available = stock_records.available(on_hand, reserved)
	local available_text = available == on_hand and on_hand_text or stock_records.available_text(available)
	return stock_view_record.write(sku, on_hand_text, reserved_text, sold_text, available_text)
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
